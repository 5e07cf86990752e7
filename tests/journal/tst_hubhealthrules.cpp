// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/hubhealthrules.h"
#include "backend/protocol/jsonwriter.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace journal;
using protocol::BroadcasterState;
using protocol::WallTime;

class HubHealthRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void states_data();
    void states();
    void figuresAreKept();
    void document();
};

namespace {

constexpr WallTime Now = WallTime{} + 100h;
const QString Fault = u"disk full"_s;

} // namespace

void HubHealthRulesTest::states_data()
{
    QTest::addColumn<bool>("isSystem");
    QTest::addColumn<JournalCondition>("journal");
    QTest::addColumn<int>("statusAge"); // seconds; -1: none was told
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("message"); // empty: not degraded
    const auto row = [](const char *name, bool isSystem, const JournalCondition &journal, int age,
                        const char *state, const QString &message) {
        QTest::newRow(name) << isSystem << journal << age << QString::fromLatin1(state) << message;
    };
    row("all well", false, {}, -1, "closed", {});
    row("the store is away", false, {.fault = Fault, .failures = 3, .waiting = 3}, -1, "open",
        u"Events cannot be written and are not told: disk full"_s);
    row("the store is back", false, {.waiting = 3}, -1, "half_open",
        u"3 events that had to wait are being written"_s);
    row("lines were lost", false, {.dropped = 7, .lastDropped = Now - 59min}, -1, "closed",
        u"7 events were lost while the store could not be written"_s);
    row("lines were lost long ago", false, {.dropped = 7, .lastDropped = Now - 1h}, -1, "closed",
        {});
    row("lost and away", false, {.fault = Fault, .dropped = 7, .lastDropped = Now}, -1, "open",
        u"Events cannot be written and are not told: disk full"_s);
    row("no status yet", true, {}, -1, "unavailable", u"System broadcaster not initialized"_s);
    row("no status since the store is away", true, {.fault = Fault}, -1, "open",
        u"Events cannot be written and are not told: disk full"_s);
    row("a status", true, {}, 15, "closed", {});
    row("an old status", true, {}, 16, "closed",
        u"system.status has not been told for 16 seconds"_s);
    row("a status of tomorrow", true, {}, -86400, "closed", {});
}

void HubHealthRulesTest::states()
{
    QFETCH(bool, isSystem);
    QFETCH(JournalCondition, journal);
    QFETCH(int, statusAge);
    QFETCH(QString, state);
    QFETCH(QString, message);
    std::optional<StatusNews> news;
    if (isSystem) {
        news.emplace();
        if (statusAge != -1) {
            news->last = Now - std::chrono::seconds(statusAge);
        }
    }
    const auto told = broadcasterOf(u"System"_s, {}, journal, news, Now);
    QCOMPARE(protocol::toText(told.state), state);
    QCOMPARE(told.message.value_or(QString()), message);
    QCOMPARE(told.isDegraded, !message.isEmpty());
    QCOMPARE(told.failureCount, journal.failures);
}

void HubHealthRulesTest::figuresAreKept()
{
    const HubFigures figures{
        .clients = 1, .admitted = 2, .sent = 3, .tooSlow = 4, .backlogBytes = 5};
    const auto told =
        broadcasterOf(u"Event"_s, figures, {.failures = 6, .waiting = 7, .dropped = 8}, {}, Now);
    const protocol::Broadcaster expected{.state = BroadcasterState::HalfOpen,
                                         .failureCount = 6,
                                         .message = told.message,
                                         .clients = 1,
                                         .admitted = 2,
                                         .sent = 3,
                                         .tooSlow = 4,
                                         .backlogBytes = 5,
                                         .waitingLines = 7,
                                         .droppedLines = 8};
    QCOMPARE(told, expected);
}

void HubHealthRulesTest::document()
{
    protocol::JsonWriter json;
    write(json, broadcasterOf(u"Event"_s, {.clients = 1}, {}, {}, Now));
    QCOMPARE(json.bytes(),
             QByteArray(R"({"state":"closed","failure_count":0,"is_degraded":false,"message":null,)"
                        R"("clients":1,"admitted":0,"sent":0,"too_slow":0,"backlog_bytes":0,)"
                        R"("waiting_lines":0,"dropped_lines":0})"));
}

QTEST_GUILESS_MAIN(HubHealthRulesTest)
#include "tst_hubhealthrules.moc"
