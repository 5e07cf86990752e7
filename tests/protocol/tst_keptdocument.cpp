// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/health.h"
#include "backend/protocol/keptdocument.h"
#include "backend/protocol/worker.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::FullHealth;
using protocol::SupervisorStatus;
using protocol::WallTime;
using protocol::Worker;
using protocol::WorkerStatus;

class KeptDocumentTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyChangeShows_data();
    void everyChangeShows();
    void timestampIsThatOfTheAnswer();
    void othersTimesStay();
    void aTextThatLooksLikeATimestamp();
    void toldOnceForEachMillisecond();
    void withoutATimestampItStaysAsItIs();
};

namespace {

QByteArray written(const SupervisorStatus &status, WallTime now)
{
    protocol::JsonWriter json;
    protocol::write(json, status, now);
    return json.bytes();
}

Worker detection()
{
    return {.name = u"detection"_s,
            .status = WorkerStatus::Running,
            .restartCount = 1,
            .maxRestarts = 5,
            .lastStartedAt = WallTime(1000ms),
            .pid = 4711,
            .statusWord = u"running"_s};
}

} // namespace

void KeptDocumentTest::everyChangeShows_data()
{
    QTest::addColumn<SupervisorStatus>("after");
    const auto row = [](const char *name, const auto &change) {
        SupervisorStatus status{.running = true, .workers = {detection()}};
        change(status);
        QTest::newRow(name) << status;
    };
    row("nothing", [](SupervisorStatus &) {});
    row("supervisor stopped", [](SupervisorStatus &status) { status.running = false; });
    row("no workers", [](SupervisorStatus &status) { status.workers.clear(); });
    row("one more", [](SupervisorStatus &status) { status.workers.append(detection()); });
    row("status", [](SupervisorStatus &status) {
        status.workers[0].status = WorkerStatus::Crashed;
        status.workers[0].statusWord = u"crashed"_s;
    });
    row("count", [](SupervisorStatus &status) { status.workers[0].restartCount = 2; });
    row("start", [](SupervisorStatus &status) { status.workers[0].lastStartedAt = {}; });
    row("crash", [](SupervisorStatus &status) { status.workers[0].lastCrashedAt = WallTime(1ms); });
    row("error", [](SupervisorStatus &status) { status.workers[0].error = u"killed"_s; });
    row("pid", [](SupervisorStatus &status) { status.workers[0].pid = 4712; });
    row("text", [](SupervisorStatus &status) { status.workers[0].statusText = u"busy"_s; });
}

void KeptDocumentTest::everyChangeShows()
{
    QFETCH(SupervisorStatus, after);
    const SupervisorStatus before{.running = true, .workers = {detection()}};
    protocol::KeptDocument<SupervisorStatus> document;
    QCOMPARE(document.bytes(before, WallTime(5s)), written(before, WallTime(5s)));
    QCOMPARE(document.bytes(after, WallTime(6s)), written(after, WallTime(6s)));
    QCOMPARE(document.bytes(before, WallTime(7s)), written(before, WallTime(7s)));
}

void KeptDocumentTest::timestampIsThatOfTheAnswer()
{
    protocol::KeptDocument<SupervisorStatus> document;
    const SupervisorStatus status{.running = true, .workers = {detection()}};
    document.bytes(status, WallTime(0ms));
    QVERIFY(document.bytes(status, WallTime(1234ms))
                .endsWith(R"("timestamp":"1970-01-01T00:00:01.234Z"})"));
}

// The timestamp is not the last key there, and another time is the same at first.
void KeptDocumentTest::othersTimesStay()
{
    const auto written = [](const FullHealth &health, WallTime now) {
        protocol::JsonWriter json;
        protocol::write(json, health, now);
        return json.bytes();
    };
    protocol::KeptDocument<FullHealth> document;
    const FullHealth health{.statusSince = WallTime(5s), .version = u"1.0"_s};
    QCOMPARE(document.bytes(health, WallTime(5s)), written(health, WallTime(5s)));
    QCOMPARE(document.bytes(health, WallTime(6s)), written(health, WallTime(6s)));
}

void KeptDocumentTest::aTextThatLooksLikeATimestamp()
{
    protocol::KeptDocument<FullHealth> document;
    const FullHealth health{.version = uR"(","timestamp":"x)"_s};
    const QByteArray first = document.bytes(health, WallTime(5s));
    QVERIFY(first.contains(R"("timestamp":"1970-01-01T00:00:05.000Z","version":"\",\"timestamp)"));
    QCOMPARE(document.bytes(health, WallTime(6s)), QByteArray(first).replace("05.000", "06.000"));
}

// At 50,000 requests a second, fifty have the same millisecond.
void KeptDocumentTest::toldOnceForEachMillisecond()
{
    protocol::StampedText stamped{QByteArrayLiteral(R"({"timestamp":"","a":1})")};
    const QByteArray first = stamped.at(WallTime(5s));
    QVERIFY(stamped.at(WallTime(5s)).isSharedWith(first));
    QCOMPARE(stamped.at(WallTime(5001ms)), QByteArray(first).replace("05.000", "05.001"));
    QCOMPARE(first, R"({"timestamp":"1970-01-01T00:00:05.000Z","a":1})");
    QCOMPARE(stamped.at(WallTime(5s)), first);
}

void KeptDocumentTest::withoutATimestampItStaysAsItIs()
{
    QVERIFY(protocol::StampedText().isEmpty());
    for (const char *text : {"{}", "[1]", R"({"timestamp":null})", R"({"timestamp":")"}) {
        protocol::StampedText stamped{QByteArray(text)};
        QVERIFY(!stamped.isEmpty());
        QCOMPARE(stamped.at(WallTime(5s)), QByteArray(text));
    }
}

QTEST_GUILESS_MAIN(KeptDocumentTest)
#include "tst_keptdocument.moc"
