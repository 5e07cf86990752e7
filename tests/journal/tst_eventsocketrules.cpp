// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/eventsocketrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace journal;
using protocol::SteadyTime;

class EventSocketRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void subscriptions_data();
    void subscriptions();
    void messages_data();
    void messages();
    void noticesAreThinnedAndNeverLost();
};

namespace {

QString told(const ClientMessage &message)
{
    if (const auto *mistake = std::get_if<Mistake>(&message)) {
        return mistake->error;
    }
    if (const auto *wish = std::get_if<Subscribe>(&message)) {
        return u"subscribe "_s % wish->patterns.join(u',');
    }
    if (const auto *wish = std::get_if<Unsubscribe>(&message)) {
        return wish->patterns ? u"unsubscribe "_s % wish->patterns->join(u',') : u"unsubscribe"_s;
    }
    if (const auto *wish = std::get_if<Resync>(&message)) {
        return u"resync %1"_s.arg(wish->lastSequence);
    }
    if (const auto *ack = std::get_if<Acknowledge>(&message)) {
        return u"ack %1"_s.arg(ack->sequence);
    }
    if (const auto *wish = std::get_if<Authenticate>(&message)) {
        return u"authenticate "_s % wish->token;
    }
    return std::holds_alternative<Ping>(message) ? u"ping"_s : u"pong"_s;
}

} // namespace

void EventSocketRulesTest::subscriptions_data()
{
    QTest::addColumn<QString>("story"); // +a,b: subscribe; -a: unsubscribe; -: unsubscribe from all
    QTest::addColumn<QString>("wanted");
    const auto row = [](const char *name, const QString &story, const QString &wanted) {
        QTest::newRow(name) << story << wanted;
    };
    // Offered: alert.created, camera.enabled, event.created; event and service_status (deprecated).
    row("everything until the first subscribe", {},
        u"alert.created camera.enabled event.created"_s);
    row("only what is named", u"+alert.*"_s, u"alert.created"_s);
    row("patterns add up", u"+alert.* +camera.*"_s, u"alert.created camera.enabled"_s);
    row("a first empty list means nothing", u"+"_s, {});
    row("an empty list later adds nothing", u"+alert.* +"_s, u"alert.created"_s);
    row("unsubscribe takes a pattern away", u"+alert.*,camera.* -alert.*"_s, u"camera.enabled"_s);
    row("but only that very pattern", u"+alert.* -alert.created"_s, u"alert.created"_s);
    row("without a list all are gone", u"+alert.* -"_s, {});
    row("unsubscribe first: a pattern changes nothing", u"-alert.*"_s,
        u"alert.created camera.enabled event.created"_s);
    row("unsubscribe first: without a list, nothing", u"-"_s, {});
    row("upper case", u"+ALERT.CREATED"_s, u"alert.created"_s);
    row("deprecated ones not by a pattern", u"+*"_s,
        u"alert.created camera.enabled event.created"_s);
    row("nor by a pattern that looks like them", u"+even?,service_*"_s, {});
    row("only by name", u"+event,service_status"_s, u"event service_status"_s);
}

void EventSocketRulesTest::subscriptions()
{
    QFETCH(QString, story);
    Subscription subscription;
    const QStringList steps = story.split(u' ', Qt::SkipEmptyParts);
    for (const QString &step : steps) {
        const QStringList patterns = step.mid(1).split(u',', Qt::SkipEmptyParts);
        if (step.startsWith(u'+')) {
            subscription.subscribe(patterns);
        } else {
            subscription.unsubscribe(patterns.isEmpty() ? std::nullopt : std::optional(patterns));
        }
    }
    QStringList wanted;
    const QList<std::pair<QString, bool>> offered{{u"alert.created"_s, false},
                                                  {u"camera.enabled"_s, false},
                                                  {u"event.created"_s, false},
                                                  {u"event"_s, true},
                                                  {u"service_status"_s, true}};
    for (const auto &[type, isDeprecated] : offered) {
        if (subscription.wants(type, isDeprecated)) {
            wanted.append(type);
        }
    }
    QTEST(wanted.join(u' '), "wanted");
}

void EventSocketRulesTest::messages_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("meaning");
    const auto row = [](const char *text, const char *meaning) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(meaning);
    };
    row("ping", "ping");
    row(" ping\n", "ping");
    row(R"({"type":"ping"})", "ping");
    row(R"({"type":"ping","sequence":4})", "ping");
    row(R"({"type":"pong","sequence":4})", "pong");
    row(R"({"type":"subscribe","data":{"events":["Alert.*","event"]}})", "subscribe alert.*,event");
    row(R"({"type":"subscribe","data":{"events":[]}})", "subscribe ");
    row(R"({"type":"subscribe","data":{}})", "validation_error");
    row(R"({"type":"subscribe"})", "validation_error");
    row(R"({"type":"subscribe","data":{"events":"alert.*"}})", "validation_error");
    row(R"({"type":"subscribe","data":{"events":[7]}})", "validation_error");
    row(R"({"type":"subscribe","data":{"events":[""]}})", "validation_error");
    row(R"({"type":"unsubscribe","data":{"events":["alert.*"]}})", "unsubscribe alert.*");
    row(R"({"type":"unsubscribe","data":{}})", "unsubscribe");
    row(R"({"type":"unsubscribe"})", "unsubscribe");
    row(R"({"type":"unsubscribe","data":{"events":7}})", "validation_error");
    row(R"({"type":"resync","data":{"last_sequence":42}})", "resync 42");
    row(R"({"type":"resync","data":{"channel":"events","last_sequence":0}})", "resync 0");
    row(R"({"type":"resync","data":{"last_sequence":-1}})", "validation_error");
    row(R"({"type":"resync","data":{"last_sequence":1.5}})", "validation_error");
    row(R"({"type":"resync","data":{"last_sequence":1e300}})", "validation_error");
    row(R"({"type":"resync","data":{"last_sequence":"42"}})", "validation_error");
    row(R"({"type":"resync"})", "validation_error");
    row(R"({"type":"ack","data":{"seq":7}})", "ack 7");
    row(R"({"type":"ack","sequence":7})", "ack 7");
    row(R"({"type":"ack"})", "validation_error");
    row(R"({"type":"authenticate","data":{"token":"sb_x"}})", "authenticate sb_x");
    row(R"({"type":"authenticate","data":{}})", "validation_error");
    row(R"({"type":"dance"})", "unknown_message_type");
    row(R"({"type":"PING"})", "unknown_message_type");
    row("", "invalid_json");
    row("{", "invalid_json");
    row("pong", "invalid_json");
    row("[]", "invalid_message_format");
    row("{}", "invalid_message_format");
    row(R"({"type":7})", "invalid_message_format");
    row(R"({"type":""})", "invalid_message_format");
    row(R"({"type":"ping","data":[]})", "invalid_message_format");
    row(R"({"type":"ping","type":"pong"})", "invalid_message_format");
    row(R"({"type":"subscribe","data":{"events":["a"],"events":["b"]}})", "invalid_message_format");
}

void EventSocketRulesTest::messages()
{
    QFETCH(QString, text);
    QTEST(told(readMessage(text)), "meaning");
}

void EventSocketRulesTest::noticesAreThinnedAndNeverLost()
{
    NoticeRules rules;
    const SteadyTime start(1000s);
    QVERIFY(rules.note(u"/a"_s, start));
    QVERIFY(!rules.deadline());
    QVERIFY(!rules.note(u"/a"_s, start + 1ms));
    QVERIFY(!rules.note(u"/a"_s, start + 99ms));
    QVERIFY(rules.note(u"/b"_s, start + 99ms));
    QCOMPARE(rules.deadline(), std::optional(start + 100ms));
    QCOMPARE(rules.due(start + 99ms), QStringList());
    QCOMPARE(rules.due(start + 100ms), QStringList{u"/a"_s});
    QVERIFY(!rules.deadline());
    QVERIFY(!rules.note(u"/a"_s, start + 150ms));
    QVERIFY2(!rules.note(u"/a"_s, start + 500ms), "it waits for its timer, not for itself");
    QCOMPARE(rules.due(start + 500ms), QStringList{u"/a"_s});
    QVERIFY(rules.note(u"/a"_s, start + 600ms));

    int sent = 0;
    SteadyTime now = start + 10s;
    for (int i = 0; i < 1000; ++i, now += 1ms) {
        sent += rules.note(u"/c"_s, now) ? 1 : 0;
        sent += static_cast<int>(rules.due(now).size());
    }
    QCOMPARE(sent, 10);
}

QTEST_APPLESS_MAIN(EventSocketRulesTest)
#include "tst_eventsocketrules.moc"
