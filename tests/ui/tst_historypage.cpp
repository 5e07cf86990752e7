// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/journalpages.h"
#include "tests/ui/support/showpage.h"
#include "ui/history/historyfilterbar.h"
#include "ui/history/historypage.h"
#include "ui/paging/pagedtable.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

class HistoryPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cleanup() { m_console.reset(); }

    void readsUntilThereIsEnough();
    void figuresToo();
    void filtersByTextAndType();
    void restartsOfOneWorker();
    void newLinesComeByThemselves();
    void frozenIsHatched();
    void strangeAnswers_data();
    void strangeAnswers();
    void staleIsHatched();
    void nothingHasHappened();
    void fitsTheSmallScreen();

private:
    HistoryPage &history() const { return *m_console->window->findChild<HistoryPage *>(); }

    QStringList column(int column) const;

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void HistoryPageTest::init()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    const QString path = u"/api/journal?limit=100"_s;
    m_console->backend.set(path, tests::journalPage(250, 151));
    m_console->backend.set(path + u"&cursor=151"_s, tests::journalPage(150, 51));
    m_console->backend.set(path + u"&cursor=51"_s, tests::journalPage(50, 1));
    QTRY_VERIFY(m_console->isLive());
}

QStringList HistoryPageTest::column(int column) const
{
    QStringList cells;
    const QAbstractItemModel *model = history().table()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        cells << model->index(row, column).data().toString();
    }
    return cells;
}

void HistoryPageTest::readsUntilThereIsEnough()
{
    auto &page = tests::showPage<HistoryPage>(*m_console);
    QTRY_COMPARE(page.journal().rowCount(), 25); // a tenth of the three pages
    QVERIFY(page.journal().isComplete());
    QCOMPARE(column(JournalModel::Time).first(), u"2025-10-09 08:57:30"_s);
    QCOMPARE(column(JournalModel::About).first(), u"vision"_s);
    QTRY_COMPARE(page.heading(), u"History: the journal, lines: 250"_s);
}

void HistoryPageTest::figuresToo()
{
    auto &page = tests::showPage<HistoryPage>(*m_console);
    QTRY_COMPARE(page.journal().rowCount(), 25);
    page.filterBar()->figures()->setChecked(true);
    QTRY_COMPARE(page.journal().rowCount(), 100); // enough for one look
    QVERIFY(!page.journal().isComplete());
}

void HistoryPageTest::filtersByTextAndType()
{
    auto &page = tests::showPage<HistoryPage>(*m_console);
    QTRY_COMPARE(page.journal().rowCount(), 25);
    page.filterBar()->text()->setText(u"CRASHED"_s);
    QTRY_COMPARE(page.journal().rowCount(), 13);
    m_console->backend.set(u"/api/journal?limit=100&type=alert."_s,
                           R"({"items":[],"next_cursor":null,"total":0,"total_at_least":0})");
    page.filterBar()->type()->setCurrentIndex(page.filterBar()->type()->findData(u"alert."_s));
    QTRY_COMPARE(page.table()->sentence(), u"No line matches the filter"_s);
    page.filterBar()->type()->setCurrentIndex(0);
    page.filterBar()->text()->clear();
    QTRY_COMPARE(page.journal().rowCount(), 25);
}

void HistoryPageTest::restartsOfOneWorker()
{
    auto &page = tests::showPage<HistoryPage>(*m_console);
    page.setKind(ExportKind::Restarts);
    QTRY_COMPARE(page.restarts().rowCount(), 3);
    QCOMPARE(column(RestartsModel::What),
             QStringList({u"Restarted"_s, u"Crashed"_s, u"By hand"_s}));
    page.filterBar()->type()->setCurrentIndex(page.filterBar()->type()->findData(u"crashed"_s));
    QTRY_COMPARE(column(RestartsModel::Reason), QStringList(u"killed by signal 11 (SIGSEGV)"_s));
    m_console->backend.set(
        u"/api/system/supervisor/restart-history?limit=100&worker_name=file_watcher"_s,
        R"({"items":[],"total":0})");
    page.filterBar()->worker()->setCurrentIndex(
        page.filterBar()->worker()->findData(u"file_watcher"_s));
    QTRY_COMPARE(page.table()->sentence(), u"No line matches the filter"_s);
}

void HistoryPageTest::newLinesComeByThemselves()
{
    auto &page = tests::showPage<HistoryPage>(*m_console);
    QTRY_COMPARE(page.journal().rowCount(), 25);
    m_console->backend.set(u"/api/journal?limit=100"_s, tests::journalPage(260, 161));
    m_console->backend.sendEvent(u"service.status_changed"_s, u"system"_s,
                                 {{u"service"_s, u"worker:vision"_s}, {u"status"_s, u"running"_s}});
    QTRY_COMPARE(page.journal().rowCount(), 26);
    QCOMPARE(column(JournalModel::Time).first(), u"2025-10-09 08:57:40"_s);
}

// A backend that keeps its connections and says nothing is not vouched for either.
void HistoryPageTest::frozenIsHatched()
{
    m_console = std::make_unique<tests::ConsoleFixture>(tests::Silence::Short);
    auto &page = tests::showPage<HistoryPage>(*m_console);
    QTRY_VERIFY(page.journal().rowCount() > 0);
    m_console->backend.freeze(true);
    QTRY_VERIFY(page.table()->accessibleDescription().startsWith(u"Out of date, as of "));
    m_console->backend.freeze(false);
    QTRY_COMPARE(page.table()->accessibleDescription(), QString());
}

// What must not come, and does: in each case a sentence, and the rest lives.
void HistoryPageTest::strangeAnswers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("a page") << QByteArray("<html>502</html>") << 200
                            << u"The answer is not the JSON that was expected"_s;
    QTest::newRow("a list") << QByteArray("[]") << 200
                            << u"The answer is not the JSON that was expected"_s;
    QTest::newRow("a fault") << QByteArray("") << 500 << u"The backend answered 500"_s;
    QTest::newRow("a word of its own")
        << QByteArray(R"({"detail":"The store is busy"})") << 503 << u"The store is busy"_s;
    QTest::newRow("not known") << QByteArray("{}") << 404
                               << u"The backend does not know this resource"_s;
    QTest::newRow("a token that has expired")
        << QByteArray("{}") << 401 << u"The token was refused"_s;
}

void HistoryPageTest::strangeAnswers()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    m_console->backend.set(u"/api/journal?limit=100"_s, body, status);
    auto &page = tests::showPage<HistoryPage>(*m_console);
    QFETCH(QString, sentence);
    QTRY_COMPARE(page.table()->sentence(), sentence);
    QVERIFY(m_console->isLive());
}

void HistoryPageTest::staleIsHatched()
{
    auto &page = tests::showPage<HistoryPage>(*m_console);
    QTRY_COMPARE(page.journal().rowCount(), 25);
    m_console->backend.drop();
    QTRY_VERIFY(page.table()->accessibleDescription().startsWith(u"Out of date, as of "));
    QCOMPARE(page.journal().rowCount(), 25);
}

void HistoryPageTest::nothingHasHappened()
{
    m_console->backend.set(u"/api/journal?limit=100"_s,
                           R"({"items":[],"next_cursor":null,"total":0,"total_at_least":0})");
    auto &page = tests::showPage<HistoryPage>(*m_console);
    QTRY_COMPARE(page.table()->sentence(), u"Nothing has happened yet"_s);
    m_console->backend.set(u"/api/system/supervisor/restart-history"_s,
                           R"({"items":[],"total":0})");
    page.setKind(ExportKind::Restarts);
    QTRY_COMPARE(page.table()->sentence(), u"No worker has been restarted yet"_s);
}

void HistoryPageTest::fitsTheSmallScreen()
{
    auto &page = tests::showPage<HistoryPage>(*m_console);
    m_console->window->resize(1280, 720);
    const QSize least = m_console->window->minimumSizeHint();
    QVERIFY2(least.width() <= 1280 && least.height() <= 720,
             qPrintable(u"%1x%2"_s.arg(least.width()).arg(least.height())));
    for (const auto *child : page.findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        QVERIFY2(page.rect().contains(child->geometry()), child->metaObject()->className());
    }
}

QTEST_MAIN(HistoryPageTest)
#include "tst_historypage.moc"
