// SPDX-License-Identifier: GPL-3.0-or-later
// Who may use the API and who does, and where it is: the rules behind these lists.
#include "ui/api/addressrules.h"
#include "ui/api/clientrules.h"
#include "ui/api/registryrules.h"
#include "ui/api/tokenrules.h"

#include <QJsonDocument>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

class AccessRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokens();
    void strangeTokens();
    void idOfASecret_data();
    void idOfASecret();
    void wishes();
    void refusals_data();
    void refusals();
    void consequences_data();
    void consequences();
    void clients();
    void strangeClients();
    void totals();
    void kinds();
    void addresses_data();
    void addresses();
};

void AccessRulesTest::tokens()
{
    const QList<TokenRow> rows = tokenRows(json(R"({"tokens":[
            {"id":"aa","name":"grafana","scope":"read","created_at":"2026-01-02T03:04:05.000Z",
             "expires_at":null,"expired":false},
            {"id":"bb","name":"me","scope":"admin","created_at":"2026-01-02T03:04:05.000Z",
             "expires_at":"2026-02-02T03:04:05.000Z","expired":true}]})"),
                                           u"sbx_bb_0123"_s);
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows.at(0).name, u"grafana"_s);
    QVERIFY(rows.at(0).isEndless && rows.at(0).expired == false && !rows.at(0).isOurs);
    QVERIFY(!rows.at(1).isEndless && rows.at(1).expired == true && rows.at(1).isOurs);
    QCOMPARE(protocol::toIso(*rows.at(1).expiresAt), u"2026-02-02T03:04:05.000Z"_s);
}

void AccessRulesTest::strangeTokens()
{
    QCOMPARE(tokenRows({}, {}).size(), 0);
    QCOMPARE(tokenRows(json(R"({"tokens":{"a":1}})"), {}).size(), 0);
    const QList<TokenRow> rows = tokenRows(json(R"({"tokens":[1,null,{},{"id":3,"name":[],
        "scope":"root","created_at":5,"expires_at":"soon","expired":"no"}]})"),
                                           {});
    QCOMPARE(rows.size(), 2);
    QVERIFY(!rows.at(0).isOurs && !rows.at(0).expired && !rows.at(0).isEndless);
    QCOMPARE(rows.at(1).scope, u"root"_s);
    QVERIFY(!rows.at(1).createdAt && !rows.at(1).expiresAt && !rows.at(1).expired);
}

void AccessRulesTest::idOfASecret_data()
{
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QString>("id");
    QTest::newRow("of ours") << u"sbx_199e672e2517_6df2"_s << u"199e672e2517"_s;
    QTest::newRow("none") << u""_s << u""_s;
    QTest::newRow("of somebody else's") << u"ghp_abc_def"_s << u""_s;
}

void AccessRulesTest::idOfASecret()
{
    QFETCH(QString, secret);
    QTEST(tokenIdOf(secret), "id");
}

void AccessRulesTest::wishes()
{
    QCOMPARE(bodyOf({.name = u"a"_s, .scope = u"read"_s, .days = 30}),
             (QJsonObject{{u"name"_s, u"a"_s}, {u"scope"_s, u"read"_s}, {u"expires"_s, u"30d"_s}}));
    QCOMPARE(bodyOf({.name = u"a"_s, .scope = u"read"_s}),
             (QJsonObject{{u"name"_s, u"a"_s}, {u"scope"_s, u"read"_s}}));
}

void AccessRulesTest::refusals_data()
{
    QTest::addColumn<bool>("exists");
    QTest::addColumn<TokenContext>("context");
    QTest::addColumn<Refusal>("refusal");
    const TokenContext good{.vouched = true};
    QTest::newRow("none") << true << good << Refusal::None;
    QTest::newRow("nothing is selected") << false << good << Refusal::NothingSelected;
    QTest::newRow("stale") << true << TokenContext{} << Refusal::NotFresh;
    QTest::newRow("catching up") << true << TokenContext{.vouched = true, .level = false}
                                 << Refusal::CatchingUp;
    QTest::newRow("only watched") << true << TokenContext{.guard = Guard::Watch, .vouched = true}
                                  << Refusal::WatchOnly;
    QTest::newRow("guarded") << true << TokenContext{.guard = Guard::Guarded, .vouched = true}
                             << Refusal::None;
    QTest::newRow("under way") << true << TokenContext{.vouched = true, .waiting = true}
                               << Refusal::Waiting;
}

void AccessRulesTest::refusals()
{
    QFETCH(bool, exists);
    QFETCH(TokenContext, context);
    QTEST(refusalOfTokens(exists, context), "refusal");
}

void AccessRulesTest::consequences_data()
{
    QTest::addColumn<bool>("isOurs");
    QTest::addColumn<int>("clients"); // -1: not known
    QTest::addColumn<QList<RevokeFact>>("facts");
    using Kind = RevokeConsequence;
    const RevokeFact always{Kind::RequestsRefused, 0};
    QTest::newRow("nobody uses it") << false << 0 << QList<RevokeFact>{always};
    QTest::newRow("two use it") << false << 2 << QList<RevokeFact>{always, {Kind::ClientsEnd, 2}};
    QTest::newRow("not known") << false << -1
                               << QList<RevokeFact>{always, {Kind::ClientsUnknown, 0}};
    QTest::newRow("this console does")
        << true << 2 << QList<RevokeFact>{always, {Kind::ClientsEnd, 2}, {Kind::ConsoleEnds, 0}};
}

void AccessRulesTest::consequences()
{
    QFETCH(bool, isOurs);
    QFETCH(int, clients);
    QTEST(consequencesOfRevoking({.id = u"aa"_s, .isOurs = isOurs},
                                 clients < 0 ? std::nullopt : std::optional(clients)),
          "facts");
}

void AccessRulesTest::clients()
{
    const QList<ClientRow> rows = clientRows(json(R"({"clients":[
        {"id":"c1","path":"/ws/events","peer":"127.0.0.1","token":{"id":"aa","name":"grafana"},
         "scope":"read","since":"2026-01-02T03:04:05.000Z","subscriptions":["alert.*"],
         "backlog_bytes":12,"acknowledged_sequence":7},
        {"id":"c2","path":"/ws/system","peer":"::1","token":null,"scope":"operate",
         "since":"2026-01-02T03:04:05.000Z","subscriptions":null,"backlog_bytes":0,
         "acknowledged_sequence":null}]})"));
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows.at(0).token, u"grafana"_s);
    QCOMPARE(rows.at(0).patterns, QStringList(u"alert.*"_s));
    QVERIFY(!rows.at(0).getsEverything && rows.at(0).acknowledged == 7);
    QVERIFY(rows.at(1).getsEverything && rows.at(1).token.isEmpty() && !rows.at(1).acknowledged);
    QCOMPARE(rows.at(1).backlogBytes, std::optional<qint64>(0));
    QCOMPARE(clientsBy(rows, u"aa"_s), 1);
    QCOMPARE(clientsBy(rows, {}), 0); // those without a token are nobody's
}

void AccessRulesTest::strangeClients()
{
    QCOMPARE(clientRows({}).size(), 0);
    const QList<ClientRow> rows =
        clientRows(json(R"({"clients":[7,{},{},{"id":1,"token":"x","subscriptions":"a",
                            "backlog_bytes":"12","since":0}]})"));
    QCOMPARE(rows.size(), 3);
    QVERIFY(!rows.at(0).getsEverything); // not told is not everything
    QVERIFY(rows.at(0).twin != rows.at(1).twin);
    QVERIFY(!rows.at(2).backlogBytes && !rows.at(2).since);
}

void AccessRulesTest::totals()
{
    const SocketTotals totals = socketTotals(json(R"({
        "event_broadcaster":{"admitted":2,"sent":30,"too_slow":1,"dropped_lines":0},
        "system_broadcaster":{"admitted":1,"sent":5,"too_slow":0}})"));
    QCOMPARE(totals.admitted, std::optional<qint64>(3));
    QCOMPARE(totals.sent, std::optional<qint64>(35));
    QCOMPARE(totals.tooSlow, std::optional<qint64>(1));
    QCOMPARE(totals.dropped, std::nullopt); // half a sum is none
    QCOMPARE(socketTotals({}), SocketTotals());
}

void AccessRulesTest::kinds()
{
    const QList<EventKind> kinds = eventKinds(json(R"({"event_types":[
        {"type":"alert.created","channel":"alerts","description":"An alert","deprecated":false,
         "payload_schema":{"type":"object"},"example":{"id":1}},
        {"type":"event","deprecated":true,"replacement":"event.created"},
        {"type":""},{},4]})"));
    QCOMPARE(kinds.size(), 2);
    QCOMPARE(kinds.at(0).channel, u"alerts"_s);
    QCOMPARE(exampleText(kinds.at(0)), u"{\n    \"id\": 1\n}"_s);
    QVERIFY(!kinds.at(0).isDeprecated && kinds.at(1).isDeprecated);
    QCOMPARE(kinds.at(1).replacement, u"event.created"_s);
    QCOMPARE(exampleText(kinds.at(1)), QString());
    QCOMPARE(eventKinds({}).size(), 0);
}

void AccessRulesTest::addresses_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("socket");
    QTest::addColumn<QString>("page");
    QTest::addColumn<bool>("isHere");
    QTest::newRow("loopback") << u"http://127.0.0.1:8000"_s << u"ws://127.0.0.1:8000/ws/events"_s
                              << u"http://127.0.0.1:8000/docs"_s << true;
    QTest::newRow("by name") << u"http://localhost:8000/"_s << u"ws://localhost:8000/ws/events"_s
                             << u"http://localhost:8000/docs"_s << true;
    QTest::newRow("IPv6") << u"http://[::1]:8000"_s << u"ws://[::1]:8000/ws/events"_s
                          << u"http://[::1]:8000/docs"_s << true;
    QTest::newRow("TLS") << u"https://nvr.example"_s << u"wss://nvr.example/ws/events"_s
                         << u"https://nvr.example/docs"_s << false;
    QTest::newRow("with a user") << u"http://me:pw@nvr:8000/x?y#z"_s << u"ws://nvr:8000/ws/events"_s
                                 << u"http://nvr:8000/docs"_s << false;
}

void AccessRulesTest::addresses()
{
    QFETCH(QString, base);
    QTEST(socketAddress(QUrl(base), u"/ws/events"_s).toString(), "socket");
    QTEST(addressOf(QUrl(base), u"/docs"_s).toString(), "page");
    QTEST(isOfThisMachine(QUrl(base)), "isHere");
}

QTEST_APPLESS_MAIN(AccessRulesTest)
#include "tst_accessrules.moc"
