// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/workerdocument.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace supervisor;
using protocol::WallTime;

/// GET /api/system/supervisor/workers/{name} as bytes.
class WorkerDocumentTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyChangeShows_data();
    void everyChangeShows();
    void timesAreThoseOfTheAnswer();
    void aWorkerWithoutAProcess();
    void textsThatLookLikeKeys();
};

namespace {

const WorkerDefinition Definition{.name = u"echo"_s,
                                  .command = {u"bash"_s, u"--password=x"_s},
                                  .environment = {{u"KEY"_s, u"geheim"_s}}};

WorkerFacts usual()
{
    return {.worker = {.name = u"echo"_s,
                       .status = protocol::WorkerStatus::Running,
                       .maxRestarts = 5,
                       .lastStartedAt = WallTime(1000ms),
                       .pid = 4711,
                       .statusWord = u"running"_s},
            .logFile = u"/logs/echo.log"_s,
            .logLines = 3,
            .newest = {.items = {{.workerName = u"echo"_s, .attempt = 1}}, .total = 1}};
}

QJsonObject told(WorkerDocument &document, const WorkerFacts &facts, WallTime now)
{
    return QJsonDocument::fromJson(document.bytes(Definition, facts, now)).object();
}

} // namespace

void WorkerDocumentTest::everyChangeShows_data()
{
    QTest::addColumn<WorkerFacts>("after");
    const auto row = [](const char *name, const auto &change) {
        WorkerFacts facts = usual();
        change(facts);
        QTest::newRow(name) << facts;
    };
    row("nothing", [](WorkerFacts &) {});
    row("status",
        [](WorkerFacts &facts) { facts.worker.status = protocol::WorkerStatus::Crashed; });
    row("pid", [](WorkerFacts &facts) { facts.worker.pid = {}; });
    row("text", [](WorkerFacts &facts) { facts.worker.statusText = u"busy"_s; });
    row("start", [](WorkerFacts &facts) { facts.worker.lastStartedAt = WallTime(2000ms); });
    row("exit", [](WorkerFacts &facts) { facts.lastExit = LastExit{.exit = {.code = 3}}; });
    row("log", [](WorkerFacts &facts) { facts.logLines = 4; });
    row("dropped", [](WorkerFacts &facts) { facts.logLinesDropped = 4; });
    row("no file", [](WorkerFacts &facts) { facts.logFile.clear(); });
    row("history", [](WorkerFacts &facts) { facts.newest.items.clear(); });
    row("line", [](WorkerFacts &facts) { facts.newest.items[0].error = u"no"_s; });
}

// What was kept of another answer is in none.
void WorkerDocumentTest::everyChangeShows()
{
    QFETCH(WorkerFacts, after);
    const auto fresh = [](const WorkerFacts &facts, WallTime now) {
        return WorkerDocument().bytes(Definition, facts, now);
    };
    WorkerDocument document;
    QCOMPARE(document.bytes(Definition, usual(), WallTime(5s)), fresh(usual(), WallTime(5s)));
    QCOMPARE(document.bytes(Definition, after, WallTime(6s)), fresh(after, WallTime(6s)));
    QCOMPARE(document.bytes(Definition, usual(), WallTime(7s)), fresh(usual(), WallTime(7s)));
}

void WorkerDocumentTest::timesAreThoseOfTheAnswer()
{
    WorkerDocument document;
    QCOMPARE(told(document, usual(), WallTime(5s))[u"uptime_seconds"_s].toDouble(), 4);
    const QJsonObject later = told(document, usual(), WallTime(6500ms));
    QCOMPARE(later[u"uptime_seconds"_s].toDouble(), 5.5);
    QCOMPARE(later[u"timestamp"_s].toString(), u"1970-01-01T00:00:06.500Z"_s);
    QCOMPARE(later[u"log_lines"_s].toInt(), 3);
    QCOMPARE(later[u"recent_restarts"_s][0][u"attempt"].toInt(), 1);
    QCOMPARE(later[u"definition"_s][u"command"][1].toString(), u"--password=***"_s);
    QCOMPARE(later[u"definition"_s][u"environment"][u"KEY"].toString(), u"***"_s);
}

void WorkerDocumentTest::aWorkerWithoutAProcess()
{
    WorkerFacts facts = usual();
    facts.worker.pid = {};
    WorkerDocument document;
    for (int i = 0; i < 2; ++i) {
        const QJsonObject worker = told(document, facts, WallTime(5s));
        QVERIFY(worker.contains(u"uptime_seconds"_s));
        QCOMPARE(worker[u"uptime_seconds"_s], QJsonValue());
        QCOMPARE(worker[u"last_exit"_s], QJsonValue());
    }
}

void WorkerDocumentTest::textsThatLookLikeKeys()
{
    WorkerFacts facts = usual();
    facts.worker.error = uR"(","uptime_seconds":1,"timestamp":"x)"_s;
    facts.newest.items[0].error = facts.worker.error;
    WorkerDocument document;
    for (int i = 0; i < 2; ++i) {
        const QJsonObject worker = told(document, facts, WallTime(5s));
        QCOMPARE(worker[u"uptime_seconds"_s].toDouble(), 4);
        QCOMPARE(worker[u"error"_s].toString(), *facts.worker.error);
        QCOMPARE(worker[u"timestamp"_s].toString(), u"1970-01-01T00:00:05.000Z"_s);
    }
}

QTEST_GUILESS_MAIN(WorkerDocumentTest)
#include "tst_workerdocument.moc"
