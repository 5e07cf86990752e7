// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/overview/mimic.h"
#include "ui/overview/overviewpage.h"
#include "ui/overview/verdictband.h"
#include "ui/overview/workerspanel.h"
#include "ui/pages.h"
#include "ui/startfailure.h"

#include <QHelpEvent>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTest>
#include <QToolTip>

using namespace ui;
using namespace Qt::StringLiterals;

class MainWindowTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cleanup() { m_console.reset(); }

    void pillAndHatchFollowTheConnection();
    void verdictOfABrokenSystem();
    void faultsThatTheVerdictDoesNotName();
    void noAllClearWithoutThePipeline();
    void oldFaultsAreNotToldAsThePresent();
    void countsOnlyWhatIsVouchedFor();
    void quittingSaysWhatWillStop_data();
    void quittingSaysWhatWillStop();
    void overviewFitsTheSmallScreen();
    void pagesByKeyboard_data();
    void pagesByKeyboard();
    void everythingHasAName();
    void startFailureOffersWhatHelps();

private:
    OverviewPage &overview() const { return *m_console->window->findChild<OverviewPage *>(); }

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void MainWindowTest::init()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    QVERIFY(m_console->pill().startsWith(u"Connecting"));
    QTRY_VERIFY(m_console->isLive());
}

void MainWindowTest::pillAndHatchFollowTheConnection()
{
    m_console = std::make_unique<tests::ConsoleFixture>(tests::Silence::Short);
    QTRY_VERIFY(m_console->isLive());
    const auto *panel = m_console->window->findChild<WorkersPanel *>();
    QVERIFY(panel->freshness().vouched);
    QVERIFY(panel->accessibleDescription().startsWith(u"file_watcher: Running"));
    m_console->backend.freeze(true);
    QTRY_VERIFY(m_console->pill().startsWith(u"Stale"));
    QVERIFY(!panel->freshness().vouched);
    QVERIFY(panel->accessibleDescription().startsWith(u"Out of date, as of"));
    const auto *mimic = overview().findChild<Mimic *>();
    const QPointF inStore(mimic->width() * 0.1, mimic->height() - 14.0);
    QVERIFY2(mimic->hintAt(inStore).startsWith(u"Out of date, as of"),
             qPrintable(mimic->hintAt(inStore)));
    QVERIFY(m_console->window->findChild<VerdictBand *>(u"verdictBand"_s)
                ->sentence()
                .startsWith(u"Not known now"));
    QTRY_VERIFY(m_console->pill().startsWith(u"Disconnected"));
    QVERIFY(!panel->freshness().vouched);
    m_console->backend.freeze(false);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->isLive(), 10000);
    QTRY_VERIFY(panel->freshness().vouched);
    QVERIFY(m_console->window->findChild<VerdictBand *>(u"verdictBand"_s)
                ->sentence()
                .startsWith(u"All systems operational"));
}

void MainWindowTest::verdictOfABrokenSystem()
{
    tests::fill(m_console->backend, tests::broken());
    m_console->backend.sendChanged(u"/api/system/health/full"_s);
    m_console->backend.sendChanged(u"/api/system/circuit-breakers"_s);
    const auto *band = m_console->window->findChild<VerdictBand *>(u"verdictBand"_s);
    QTRY_VERIFY(band->sentence().startsWith(u"Unhealthy since"));
    QVERIFY(band->toolTip().startsWith(u"critical worker file_watcher is not running"));
    const auto *mimic = overview().findChild<Mimic *>();
    QTRY_COMPARE(mimic->state().analysis.size(), 4);
    QTRY_COMPARE(mimic->state().analysis.last().look.word, u"Open"_s);
    QVERIFY(mimic->state().analysis.last().figure.startsWith(u"probe in"));
}

// All workers run, and yet no image comes in and some were given up.
void MainWindowTest::faultsThatTheVerdictDoesNotName()
{
    const auto *band = m_console->window->findChild<VerdictBand *>(u"verdictBand"_s);
    QTRY_VERIFY(band->accessibleDescription().endsWith(u"Nothing needs you"));
    auto *mimic = overview().findChild<Mimic *>();
    const QPointF inWatcher(mimic->width() * 0.25, mimic->height() * 0.3);
    QCOMPARE(mimic->hintAt(inWatcher), QString());

    tests::Canned canned = tests::healthy();
    canned.pipeline.fileWatcher->error = u"camera root /srv/cameras: it does not exist"_s;
    canned.pipeline.queues[0].dead = 2;
    canned.pipeline.accounts = {{.stage = u"images"_s, .lost = {{u"rejected"_s, 5}}}};
    tests::fill(m_console->backend, canned);
    m_console->backend.sendChanged(u"/api/system/pipeline"_s);
    QTRY_COMPARE(mimic->hintAt(inWatcher),
                 u"file_watcher\ncamera root /srv/cameras: it does not exist\n"
                 "Lost, refused or unreadable: 5"_s);
    QCOMPARE(mimic->hintAt(QPointF(1, 1)), QString());
    QVERIFY(m_console->window->testAttribute(Qt::WA_AlwaysShowToolTips));
    QHelpEvent help(QEvent::ToolTip, inWatcher.toPoint(), mimic->mapToGlobal(inWatcher.toPoint()));
    QCoreApplication::sendEvent(mimic, &help);
    QCOMPARE(QToolTip::text(), mimic->hintAt(inWatcher));
    QVERIFY2(mimic->accessibleDescription().contains(
                 u"file_watcher Fault camera root /srv/cameras: it does not exist, 5 lost"),
             qPrintable(mimic->accessibleDescription()));
    QVERIFY(mimic->accessibleDescription().contains(u"12 waiting, 2 dead"));
    QVERIFY2(band->accessibleDescription().endsWith(
                 u"Needs you: file_watcher: camera root /srv/cameras: it does not exist  ·  "
                 "detection: dead letters 2"),
             qPrintable(band->accessibleDescription()));
}

// The verdict alone does not know of faults in the flow.
void MainWindowTest::noAllClearWithoutThePipeline()
{
    const auto *band = m_console->window->findChild<VerdictBand *>(u"verdictBand"_s);
    QTRY_VERIFY(band->accessibleDescription().endsWith(u"Nothing needs you"));
    m_console->backend.set(u"/api/system/pipeline"_s, R"({"detail":"The store is busy"})", 503);
    m_console->backend.sendChanged(u"/api/system/pipeline"_s);
    QTRY_VERIFY2(band->accessibleDescription().endsWith(u" pipeline: not known now"),
                 qPrintable(band->accessibleDescription()));
    QVERIFY(!band->accessibleDescription().contains(u"eeds you"));
    tests::fill(m_console->backend, tests::healthy());
    m_console->backend.sendChanged(u"/api/system/pipeline"_s);
    QTRY_VERIFY(band->accessibleDescription().endsWith(u"Nothing needs you"));
}

void MainWindowTest::oldFaultsAreNotToldAsThePresent()
{
    tests::Canned canned = tests::healthy();
    canned.pipeline.queues[0].dead = 2;
    tests::fill(m_console->backend, canned);
    m_console->backend.sendChanged(u"/api/system/pipeline"_s);
    const auto *mimic = overview().findChild<Mimic *>();
    const QPointF inDetection(mimic->width() * 0.42, mimic->height() * 0.3);
    const QString dead = u"Dead letters, given up after the last attempt: 2"_s;
    QTRY_COMPARE(mimic->hintAt(inDetection), u"detection_worker\n"_s + dead);
    QVERIFY(!mimic->accessibleDescription().contains(u"ut of date"));

    m_console->backend.set(u"/api/system/pipeline"_s, R"({"detail":"The store is busy"})", 503);
    m_console->backend.sendChanged(u"/api/system/pipeline"_s);
    const QRegularExpression old(u"^detection_worker\nOut of date, as of \\d\\d:\\d\\d:\\d\\d\n"_s
                                 + dead + u'$');
    QTRY_VERIFY2(old.match(mimic->hintAt(inDetection)).hasMatch(),
                 qPrintable(mimic->hintAt(inDetection)));
    QVERIFY2(mimic->accessibleDescription().contains(u"; out of date: detection_worker"),
             qPrintable(mimic->accessibleDescription()));
    // The mode at its foot is of the same answer.
    const QPointF inMode(mimic->width() * 0.62, mimic->height() - 14.0);
    QVERIFY2(mimic->hintAt(inMode).startsWith(u"out of date: mode"),
             qPrintable(mimic->hintAt(inMode)));
    QVERIFY2(mimic->accessibleDescription().contains(u"; out of date: mode "),
             qPrintable(mimic->accessibleDescription()));
}

void MainWindowTest::countsOnlyWhatIsVouchedFor()
{
    const auto counts = [this] {
        QStringList texts;
        for (const QLabel *label : m_console->window->statusBar()->findChildren<QLabel *>()) {
            texts << label->text();
        }
        return texts.join(u'|');
    };
    QTRY_VERIFY2(counts().contains(u"workers 5  ·  open batches"), qPrintable(counts()));
    m_console->backend.set(u"/api/system/supervisor"_s, R"({"detail":"The store is busy"})", 500);
    m_console->backend.sendChanged(u"/api/system/supervisor"_s);
    QTRY_VERIFY2(!counts().contains(u"workers"), qPrintable(counts()));
    QVERIFY(counts().contains(u"open batches"));
}

void MainWindowTest::quittingSaysWhatWillStop_data()
{
    QTest::addColumn<bool>("isKnown");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("known") << true << u"Workers that will stop: 5."_s;
    QTest::newRow("not known now") << false << u"How many workers will stop is not known now."_s;
}

void MainWindowTest::quittingSaysWhatWillStop()
{
    QFETCH(bool, isKnown);
    QFETCH(QString, sentence);
    m_console = std::make_unique<tests::ConsoleFixture>(tests::Silence::Patient, true);
    QTRY_VERIFY(m_console->isLive());
    const auto *panel = m_console->window->findChild<WorkersPanel *>();
    QTRY_VERIFY(panel->freshness().vouched);
    if (!isKnown) {
        m_console->backend.drop();
        QTRY_VERIFY(!panel->freshness().vouched);
    }
    QVERIFY(!m_console->window->close());
    const auto *box = m_console->window->findChild<QMessageBox *>();
    QVERIFY(box != nullptr);
    QVERIFY2(box->informativeText().endsWith(sentence), qPrintable(box->informativeText()));
}

void MainWindowTest::overviewFitsTheSmallScreen()
{
    QVERIFY2(m_console->window->minimumSizeHint().width() <= 1280
                 && m_console->window->minimumSizeHint().height() <= 720,
             qPrintable(u"%1x%2"_s.arg(m_console->window->minimumSizeHint().width())
                            .arg(m_console->window->minimumSizeHint().height())));
    QCOMPARE(m_console->window->findChild<QListWidget *>()->count(), pageKinds().size());
}

void MainWindowTest::pagesByKeyboard_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("page");
    QTest::newRow("overview") << static_cast<int>(Qt::Key_1) << u"Overview"_s;
    QTest::newRow("workers") << static_cast<int>(Qt::Key_2) << u"Workers"_s;
    QTest::newRow("pipeline") << static_cast<int>(Qt::Key_3) << u"Pipeline"_s;
    QTest::newRow("breakers") << static_cast<int>(Qt::Key_4) << u"Breakers"_s;
    QTest::newRow("monitoring") << static_cast<int>(Qt::Key_5) << u"Monitoring"_s;
    QTest::newRow("events") << static_cast<int>(Qt::Key_6) << u"Events"_s;
    QTest::newRow("performance") << static_cast<int>(Qt::Key_7) << u"Performance"_s;
    QTest::newRow("alarms") << static_cast<int>(Qt::Key_8) << u"Alarms"_s;
    QTest::newRow("history") << static_cast<int>(Qt::Key_9) << u"History"_s;
}

void MainWindowTest::pagesByKeyboard()
{
    QFETCH(int, key);
    m_console->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_console->window.get()));
    auto *list = m_console->window->findChild<QListWidget *>();
    list->setCurrentRow(key == Qt::Key_1 ? 1 : 0);
    QTest::keyClick(m_console->window.get(), static_cast<Qt::Key>(key), Qt::ControlModifier);
    QTEST(list->currentItem()->text(), "page");
    QCOMPARE(m_console->window->findChild<QStackedWidget *>(u"pages"_s)->currentIndex(),
             list->currentRow());
}

void MainWindowTest::everythingHasAName()
{
    const QStringList custom{u"connectionPill"_s, u"verdictBand"_s, u"mimic"_s, u"messageBar"_s};
    for (const QString &name : custom) {
        const auto *widget = m_console->window->findChild<QWidget *>(name);
        QVERIFY2(widget != nullptr && !widget->accessibleName().isEmpty(), qPrintable(name));
    }
    for (const Panel *panel : m_console->window->findChildren<Panel *>()) {
        QVERIFY(!panel->accessibleName().isEmpty());
    }
}

void MainWindowTest::startFailureOffersWhatHelps()
{
    StartFailureWindow all({.sentence = u"Port 8000 is in use"_s,
                            .running = QUrl(u"http://127.0.0.1:8000"_s),
                            .portHelps = true,
                            .directoryHelps = true});
    QCOMPARE(all.findChildren<QPushButton *>().size(), 4);
    all.findChildren<QPushButton *>().at(1)->click();
    QCOMPARE(all.choice(), StartChoice::OtherPort);
    StartFailureWindow bare({.sentence = u"The store is newer"_s});
    QCOMPARE(bare.findChildren<QPushButton *>().size(), 1);
    QCOMPARE(bare.choice(), StartChoice::Quit);
}

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
