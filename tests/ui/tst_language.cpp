// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "tests/ui/support/showpage.h"
#include "ui/client/session.h"
#include "ui/history/historypage.h"
#include "ui/look/format.h"
#include "ui/look/language.h"
#include "ui/look/states.h"
#include "ui/workers/workerspage.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

class LanguageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void desktopsLanguage_data();
    void desktopsLanguage();
    void wordsFollowTheLanguage();
    void pluralsFollowTheLanguage_data();
    void pluralsFollowTheLanguage();
    void qtSpeaksItToo();
    void switchKeepsTheConnectionAndThePage();
    void switchKeepsWhatIsUnderWay();
    void nextStartRemembers();

private:
    static QAction *choice(const ui::MainWindow &window, const QString &text)
    {
        for (QAction *action : window.findChildren<QAction *>()) {
            if (action->text() == text) {
                return action;
            }
        }
        return nullptr;
    }

    QTemporaryDir m_directory;
};

void LanguageTest::initTestCase()
{
    QVERIFY(m_directory.isValid());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_directory.path());
    QCoreApplication::setOrganizationName(u"signalbox-test"_s);
}

void LanguageTest::cleanup()
{
    applyLanguage(*qApp, Language::English);
    QSettings().clear();
}

void LanguageTest::desktopsLanguage_data()
{
    QTest::addColumn<QStringList>("codes");
    QTest::addColumn<Language>("language");
    QTest::newRow("German") << QStringList{u"de"_s} << Language::German;
    QTest::newRow("of a country") << QStringList{u"de-AT"_s, u"de"_s} << Language::German;
    QTest::newRow("English before German") << QStringList{u"en-GB"_s, u"de"_s} << Language::English;
    QTest::newRow("second choice") << QStringList{u"fr"_s, u"de-DE"_s, u"en"_s} << Language::German;
    QTest::newRow("none that is spoken") << QStringList{u"fr"_s, u"den"_s} << Language::English;
    QTest::newRow("C") << QStringList{u"C"_s} << Language::English;
    QTest::newRow("none") << QStringList() << Language::English;
}

void LanguageTest::desktopsLanguage()
{
    QFETCH(QStringList, codes);
    QTEST(languageOf(codes), "language");
}

void LanguageTest::wordsFollowTheLanguage()
{
    applyLanguage(*qApp, Language::German);
    QCOMPARE(lookOfHealth(u"healthy"_s).word, u"Gesund"_s);
    QCOMPARE(lookOfHealth(u"strange"_s).word, u"strange?"_s);
    QCOMPARE(momentAgo(protocol::WallTime(), protocol::WallTime(std::chrono::seconds(8))),
             u"00:00:00 UTC, vor 8 s"_s);
    applyLanguage(*qApp, Language::English);
    QCOMPARE(lookOfHealth(u"healthy"_s).word, u"Healthy"_s);
}

void LanguageTest::pluralsFollowTheLanguage_data()
{
    QTest::addColumn<Language>("language");
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("text");
    QTest::newRow("one, English") << Language::English << 1 << u"1 target"_s;
    QTest::newRow("many, English") << Language::English << 5 << u"5 targets"_s;
    QTest::newRow("none, English") << Language::English << 0 << u"0 targets"_s;
    QTest::newRow("one, German") << Language::German << 1 << u"1 Ziel"_s;
    QTest::newRow("many, German") << Language::German << 5 << u"5 Ziele"_s;
}

void LanguageTest::pluralsFollowTheLanguage()
{
    QFETCH(Language, language);
    QFETCH(int, number);
    applyLanguage(*qApp, language);
    QTEST(QCoreApplication::translate("Monitoring", "%n targets", nullptr, number), "text");
}

void LanguageTest::qtSpeaksItToo()
{
    applyLanguage(*qApp, Language::German);
    const QDialogButtonBox box(QDialogButtonBox::Cancel);
    QCOMPARE(box.button(QDialogButtonBox::Cancel)->text().remove(u'&'), u"Abbrechen"_s);
}

void LanguageTest::switchKeepsTheConnectionAndThePage()
{
    tests::ConsoleFixture console;
    QTRY_VERIFY(console.isLive());
    auto &workers = tests::showPage<WorkersPage>(console);
    workers.select(u"detection_worker"_s);
    auto *history = console.window->findChild<HistoryPage *>();
    history->findChild<QTabWidget *>()->setCurrentIndex(1);
    for (auto *edit : history->findChildren<QLineEdit *>()) {
        edit->setText(u"oom"_s);
    }
    const auto *session = console.window->findChild<Session *>();
    const auto said = console.backend.received();
    const int reads = console.backend.reads(u"/api/system/supervisor"_s);
    const QSignalSpy changed(console.window.get(), &ui::MainWindow::renewalWanted);
    choice(*console.window, u"&Deutsch"_s)->trigger();
    QTRY_VERIFY(!changed.isEmpty());
    auto next = std::make_unique<ui::MainWindow>(*console.window);
    QVERIFY(!console.window->isVisible());
    next->show();
    console.window = std::move(next);
    QVERIFY2(console.isLive(), qPrintable(console.pill()));
    QCOMPARE(console.window->findChild<Session *>(), session);
    QCOMPARE(console.backend.received(), said);
    QCOMPARE(console.backend.reads(u"/api/system/supervisor"_s), reads);
    const auto *now = console.window->findChild<WorkersPage *>();
    QVERIFY(now->isVisible());
    QCOMPARE(now->selected(), u"detection_worker"_s);
    history = console.window->findChild<HistoryPage *>();
    QCOMPARE(history->findChild<QTabWidget *>()->currentIndex(), 1);
    QCOMPARE(history->findChild<QLineEdit *>()->text(), u"oom"_s);
    QCOMPARE(console.window->findChild<QListWidget *>()->currentItem()->text(), u"Worker"_s);
    QVERIFY(choice(*console.window, u"&Deutsch"_s)->isChecked());
    // It lives on by itself.
    console.changeSupervisor(tests::broken());
    QTRY_COMPARE(console.commander->worker(u"vision"_s)->status, protocol::WorkerStatus::Stopped);
}

void LanguageTest::switchKeepsWhatIsUnderWay()
{
    tests::ConsoleFixture console;
    QTRY_VERIFY(console.isLive());
    console.backend.holdPosts(true);
    console.commander->wish(Verb::Restart, u"cleanup_service"_s);
    console.commander->sendNow();
    QTRY_COMPARE(console.backend.posts().size(), 1);
    applyLanguage(*qApp, Language::German);
    console.window = std::make_unique<ui::MainWindow>(*console.window);
    QCOMPARE(console.window->findChild<Commander *>(), console.commander);
    QCOMPARE(console.message(), u"Neustart von cleanup_service: warte auf die Antwort"_s);
    console.backend.holdPosts(false);
    QTRY_COMPARE(console.message(), u"Das Backend hat cleanup_service neu gestartet"_s);
}

void LanguageTest::nextStartRemembers()
{
    QCOMPARE(rememberedLanguage(), Language::System);
    for (const Language language : {Language::German, Language::English, Language::System}) {
        chooseLanguage(language);
        QCOMPARE(rememberedLanguage(), language);
    }
    QSettings().setValue(u"look/language"_s, u"klingon"_s);
    QCOMPARE(rememberedLanguage(), Language::System);
}

QTEST_MAIN(LanguageTest)
#include "tst_language.moc"
