// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/workers/historyview.h"
#include "ui/workers/workerdetail.h"
#include "ui/workers/workerspage.h"

#include <QListWidget>
#include <QTabWidget>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

const QString Path = u"/api/system/supervisor/restart-history"_s;

const QByteArray OneCrash =
    R"({"items":[{"worker_name":"detection_worker","timestamp":"2025-12-27T10:30:00.000Z",)"
    R"("attempt":0,"status":"crashed","error":"exited with code 3"}],"total":1,"limit":100,)"
    R"("offset":0})";

} // namespace

class HistoryViewTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cleanup() { m_console.reset(); }

    void isReadAgainAfterARestartInBetween();
    void failedReadIsMarkedUntilItWorks();
    void refusedIsNotAskedAgain();
    void isMarkedWhileTheStoreIsAway();

private:
    HistoryView &history() const { return *m_console->window->findChild<HistoryView *>(); }

    int rows() const { return history().model()->rowCount(); }

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void HistoryViewTest::init()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    m_console->backend.set(Path, OneCrash);
    QTRY_VERIFY(m_console->isLive());
    m_console->window->findChild<QListWidget *>()->setCurrentRow(1);
    auto *page = m_console->window->findChild<WorkersPage *>();
    page->select(u"detection_worker"_s);
    page->detail()->tabs()->setCurrentWidget(&history());
    QTRY_COMPARE(rows(), 1);
}

// Crashed and running again between two looks: only the count tells.
void HistoryViewTest::isReadAgainAfterARestartInBetween()
{
    const int reads = m_console->backend.reads(Path);
    tests::Canned canned = tests::healthy();
    for (protocol::Worker &worker : canned.supervisor.workers) {
        ++worker.restartCount;
    }
    m_console->changeSupervisor(canned);
    QTRY_VERIFY(m_console->backend.reads(Path) > reads);
}

void HistoryViewTest::failedReadIsMarkedUntilItWorks()
{
    QVERIFY(history().accessibleDescription().isEmpty());
    m_console->backend.set(Path, R"({"detail":"The store is busy"})", 503);
    history().read();
    QTRY_COMPARE(history().accessibleDescription(), u"Cannot be read: The store is busy"_s);
    QCOMPARE(rows(), 1);
    m_console->backend.set(Path, OneCrash);
    QTRY_VERIFY(history().accessibleDescription().isEmpty());
}

void HistoryViewTest::refusedIsNotAskedAgain()
{
    m_console->backend.set(Path, R"({"detail":"The token has expired"})", 401);
    history().read();
    QTRY_COMPARE(history().accessibleDescription(), u"Cannot be read: The token has expired"_s);
    const int reads = m_console->backend.reads(Path);
    const QString beat = u"/api/cameras"_s; // read each five seconds
    const int beats = m_console->backend.reads(beat);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->backend.reads(beat) > beats, 20000);
    QCOMPARE(m_console->backend.reads(Path), reads);
}

// What happens meanwhile is written when it is back.
void HistoryViewTest::isMarkedWhileTheStoreIsAway()
{
    tests::Canned away = tests::healthy();
    away.health.postgres.status = protocol::Health::Unhealthy;
    tests::fill(m_console->backend, away);
    m_console->backend.sendChanged(u"/api/system/health/full"_s);
    QTRY_VERIFY2(
        history().accessibleDescription().contains(u"What has happened since waits for the store"),
        qPrintable(history().accessibleDescription()));
    const int reads = m_console->backend.reads(Path);
    tests::fill(m_console->backend, tests::healthy());
    m_console->backend.sendChanged(u"/api/system/health/full"_s);
    QTRY_VERIFY(history().accessibleDescription().isEmpty());
    QTRY_VERIFY(m_console->backend.reads(Path) > reads); // what waited is written by and by
}

QTEST_MAIN(HistoryViewTest)
#include "tst_historyview.moc"
