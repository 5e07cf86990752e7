// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/workers/nowview.h"
#include "ui/workers/workerdetail.h"
#include "ui/workers/workerspage.h"

#include <QListWidget>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabWidget>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

QString pathOf(const QString &worker)
{
    return u"/api/system/supervisor/workers/"_s + worker;
}

const QByteArray Vision = R"({"name":"vision","last_exit":{"at":"2025-12-27T10:30:00.000Z",
    "code":3,"signal":null},"log_file":"/var/log/vision.log","definition":{
    "command":["signalbox-vision","--port","8095","--token","***"],"directory":"/srv/cameras",
    "environment":{"API_KEY":"***","LANG":"***"},"autostart":true,"after":["file_watcher"],
    "ready":"notify","restart":"always","expected_exit_codes":[0],"memory_limit_mb":2048,
    "max_restarts":5,"backoff_base_seconds":1,"backoff_cap_seconds":60,
    "start_timeout_seconds":10,"stop_timeout_seconds":10,"watchdog_seconds":30}})";

} // namespace

class NowViewTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cleanup() { m_console.reset(); }

    void isReadOnlyWhileItIsShown();
    void tellsTheDefinition();
    void isReadAgainWhenTheWorkerChanges();
    void anotherWorkerIsNotShownWithIt();
    void failedReadSaysWhy();
    void staleIsMarked();
    void nothingIsCutOff();

private:
    void begin(tests::Silence silence);

    NowView &view() const { return *m_console->window->findChild<NowView *>(); }

    WorkersPage &page() const { return *m_console->window->findChild<WorkersPage *>(); }

    QString fact(const char *name) const { return view().fact(QString::fromLatin1(name)); }

    int reads(const QString &path) const { return m_console->backend.reads(path); }

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void NowViewTest::begin(tests::Silence silence)
{
    m_console = std::make_unique<tests::ConsoleFixture>(silence);
    m_console->backend.set(pathOf(u"vision"_s), Vision);
    QTRY_VERIFY(m_console->isLive());
    m_console->window->findChild<QListWidget *>()->setCurrentRow(1);
    page().select(u"vision"_s);
    QTRY_COMPARE(fact("Directory"), u"/srv/cameras"_s);
}

void NowViewTest::init()
{
    begin(tests::Silence::Patient);
}

void NowViewTest::isReadOnlyWhileItIsShown()
{
    page().detail()->tabs()->setCurrentIndex(1);
    const int before = reads(pathOf(u"vision"_s));
    const int cameras = reads(u"/api/cameras"_s);
    m_console->window->findChild<Session *>()->resync();
    m_console->changeSupervisor(tests::broken());
    QTRY_VERIFY(reads(u"/api/cameras"_s) > cameras);
    QCOMPARE(reads(pathOf(u"vision"_s)), before);
    page().detail()->tabs()->setCurrentIndex(0);
    QTRY_VERIFY(reads(pathOf(u"vision"_s)) > before);
}

void NowViewTest::tellsTheDefinition()
{
    QCOMPARE(fact("Command"), u"signalbox-vision --port 8095 --token '***'"_s);
    QCOMPARE(fact("Environment"), u"API_KEY=***\nLANG=***"_s);
    QCOMPARE(fact("Started after"), u"file_watcher: Running"_s);
    QVERIFY2(fact("Last exit").startsWith(u"Code 3, 2025-12-27 10:30:00"),
             qPrintable(fact("Last exit")));
    QCOMPARE(fact("Restarted"), u"After every exit, at most 5 times, after 1 s to 1 min 0 s"_s);
    QVERIFY(fact("Limits").endsWith(u"At most 2048 MB of address space"));
    QCOMPARE(fact("Log file"), u"/var/log/vision.log"_s);
    QVERIFY(fact("Process").startsWith(u"PID "));
    QVERIFY(fact("Process").contains(u"up for "));
    QCOMPARE(view().trust(), QString());
}

void NowViewTest::isReadAgainWhenTheWorkerChanges()
{
    QByteArray other = Vision;
    tests::fill(m_console->backend, tests::broken());
    m_console->backend.set(pathOf(u"vision"_s), other.replace("\"code\":3", "\"code\":4"));
    m_console->backend.sendChanged(u"/api/system/supervisor"_s);
    QTRY_VERIFY2(fact("Last exit").startsWith(u"Code 4, "), qPrintable(fact("Last exit")));
    QTRY_VERIFY(fact("Started after").startsWith(u"file_watcher: "));
}

void NowViewTest::anotherWorkerIsNotShownWithIt()
{
    page().select(u"file_watcher"_s);
    QCOMPARE(fact("Directory"), u"—"_s);
    QCOMPARE(fact("Command"), u"—"_s);
    QCOMPARE(view().trust(), u"Loading…"_s);
}

void NowViewTest::failedReadSaysWhy()
{
    m_console->backend.set(pathOf(u"file_watcher"_s), R"({"detail":"No such worker"})", 404);
    page().select(u"file_watcher"_s);
    QTRY_COMPARE(view().trust(), u"No such worker"_s);
    QCOMPARE(fact("Directory"), u"—"_s);
    QVERIFY(fact("State") == u"Running");
    // Of what was read before it says how old it is.
    page().select(u"vision"_s);
    QTRY_COMPARE(fact("Directory"), u"/srv/cameras"_s);
    m_console->backend.set(pathOf(u"vision"_s), R"({"detail":"The store is busy"})", 503);
    m_console->window->findChild<Session *>()->resync();
    QTRY_VERIFY2(view().trust().startsWith(u"Out of date, as of "), qPrintable(view().trust()));
    QVERIFY(view().trust().endsWith(u": The store is busy"));
    QCOMPARE(fact("Directory"), u"/srv/cameras"_s);
}

void NowViewTest::staleIsMarked()
{
    begin(tests::Silence::Short);
    m_console->backend.freeze(true);
    QTRY_VERIFY(view().trust().startsWith(u"Out of date, as of "));
    QTRY_VERIFY(fact("State").startsWith(u"Running, as of "));
    m_console->backend.freeze(false);
    QTRY_COMPARE_WITH_TIMEOUT(view().trust(), QString(), 10000);
}

// However long a word is, one scrolls down at most.
void NowViewTest::nothingIsCutOff()
{
    m_console->window->resize(1280, 720);
    QByteArray other = Vision;
    m_console->backend.set(pathOf(u"vision"_s),
                           other.replace("8095", QByteArray("/a/very/long/folder").repeated(30)));
    m_console->window->findChild<Session *>()->resync();
    QTRY_VERIFY(fact("Command").contains(u"/a/very/long/folder"));
    QCOMPARE(view().horizontalScrollBar()->maximum(), 0);
    QVERIFY(view().widget()->width() <= view().viewport()->width());
    QCOMPARE(m_console->window->size(), QSize(1280, 720));
}

QTEST_MAIN(NowViewTest)
#include "tst_nowview.moc"
