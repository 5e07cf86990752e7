// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/contract/asyncapi.h"
#include "backend/journal/eventmessages.h"
#include "backend/journal/eventsocketrules.h"
#include "backend/journal/messageschemas.h"
#include "backend/protocol/eventregistry.h"
#include "backend/protocol/schemarules.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

/// The sockets in the words of AsyncAPI, and the messages beside the events against their schemas.
class AsyncApiTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothPaths();
    void everyEventIsThere();
    void referencesLeadSomewhere();
    void whatWeSay_data();
    void whatWeSay();
    void whatIsUnderstood_data();
    void whatIsUnderstood();

private:
    const protocol::EventRegistry m_registry;
    const QByteArray m_text = contract::asyncApi(m_registry);
    const QJsonObject m_document = QJsonDocument::fromJson(m_text).object();
};

namespace {

std::optional<journal::MessageSchema> schemaOf(const QList<journal::MessageSchema> &all,
                                               const QString &type)
{
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&type](const auto &message) { return message.type == type; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

void AsyncApiTest::bothPaths()
{
    QCOMPARE(m_document.value(u"asyncapi").toString(), u"3.0.0"_s);
    const QJsonValue channels = m_document.value(u"channels");
    QCOMPARE(channels[u"events"][u"address"].toString(), u"/ws/events"_s);
    QCOMPARE(channels[u"system"][u"address"].toString(), u"/ws/system"_s);
    QVERIFY(channels[u"events"][u"messages"].toObject().contains(u"detection.new"_s));
    QVERIFY(!channels[u"system"][u"messages"].toObject().contains(u"detection.new"_s));
    QVERIFY(channels[u"system"][u"messages"].toObject().contains(u"performance_update"_s));
    QVERIFY(!channels[u"events"][u"messages"].toObject().contains(u"performance_update"_s));
}

void AsyncApiTest::everyEventIsThere()
{
    const QJsonValue messages = m_document.value(u"components")[u"messages"];
    const QStringList types = m_registry.types();
    QCOMPARE(types.size(), 24);
    for (const QString &type : types) {
        const QJsonValue payload = messages[type][u"payload"];
        QCOMPARE(payload[u"properties"][u"type"][u"enum"].toArray(), QJsonArray({type}));
        const QJsonValue data = payload[u"properties"][u"data"];
        QCOMPARE(data[u"properties"].toObject(),
                 m_registry.payloadSchema(type).value(u"properties").toObject());
        QCOMPARE(data[u"required"].toArray(),
                 QJsonArray::fromStringList(m_registry.requiredKeys(type)));
    }
}

void AsyncApiTest::referencesLeadSomewhere()
{
    static const QRegularExpression reference(u"\"\\$ref\":\"#/([^\"]+)\""_s);
    auto matches = reference.globalMatch(QString::fromUtf8(m_text));
    int count = 0;
    while (matches.hasNext()) {
        QJsonValue at = m_document;
        const QString path = matches.next().captured(1);
        const QStringList keys = path.split(u'/');
        for (const QString &key : keys) {
            at = at[key];
        }
        QVERIFY2(at.isObject(), qPrintable(path));
        ++count;
    }
    QVERIFY(count > 100);
}

void AsyncApiTest::whatWeSay_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("connected") << journal::connectedMessage(u"ws-events-1"_s, 7, 1, u"j"_s);
    QTest::newRow("ping") << journal::positionMessage(u"ping", 7);
    QTest::newRow("pong") << journal::positionMessage(u"pong", 7);
    QTest::newRow("subscribed") << journal::subscriptionMessage(u"subscribed", {u"alert.*"_s});
    QTest::newRow("unsubscribed") << journal::subscriptionMessage(u"unsubscribed", {});
    QTest::newRow("authenticated") << journal::authenticatedMessage(u"read"_s);
    QTest::newRow("resync_ack") << journal::resyncAckMessage(7, false, 3, {});
    QTest::newRow("resync_ack of a channel") << journal::resyncAckMessage(7, true, 3, u"events"_s);
    QTest::newRow("changed") << journal::changedMessage(u"/api/events"_s, 7);
    QTest::newRow("error") << journal::toMessage(
        journal::Mistake{.error = u"invalid_json"_s, .message = u"no"_s});
}

void AsyncApiTest::whatWeSay()
{
    QFETCH(const QByteArray, message);
    const QJsonObject object = objectOf(message);
    const auto schema = schemaOf(journal::serverMessages(), object.value(u"type").toString());
    QVERIFY(schema);
    QCOMPARE(protocol::fault(schema->schema, object).value_or(QString()), QString());
    // Everything that it says is written down.
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto &fields = schema->schema.fields;
        QVERIFY2(std::any_of(fields.begin(), fields.end(),
                             [&it](const auto &field) { return field.name == it.key(); }),
                 qPrintable(it.key()));
    }
}

void AsyncApiTest::whatIsUnderstood_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<bool>("isGood");
    const auto row = [](const char *name, const char *message, bool isGood) {
        QTest::newRow(name) << QByteArray(message) << isGood;
    };
    row("subscribe", R"({"type":"subscribe","data":{"events":["alert.*"]}})", true);
    row("subscribe to nothing", R"({"type":"subscribe","data":{"events":[]}})", true);
    row("subscribe without a list", R"({"type":"subscribe","data":{}})", false);
    row("subscribe to an empty text", R"({"type":"subscribe","data":{"events":[""]}})", false);
    row("subscribe to a number", R"({"type":"subscribe","data":{"events":[1]}})", false);
    row("unsubscribe", R"({"type":"unsubscribe","data":{"events":["a"]}})", true);
    row("unsubscribe from all", R"({"type":"unsubscribe"})", true);
    row("unsubscribe from what is no list", R"({"type":"unsubscribe","data":{"events":1}})", false);
    row("resync", R"({"type":"resync","data":{"last_sequence":7}})", true);
    row("resync from nowhere", R"({"type":"resync","data":{}})", false);
    row("resync from below", R"({"type":"resync","data":{"last_sequence":-1}})", false);
    row("resync from a fraction", R"({"type":"resync","data":{"last_sequence":1.5}})", false);
    row("ack", R"({"type":"ack","data":{"seq":7}})", true);
    row("ack of a text", R"({"type":"ack","data":{"seq":"7"}})", false);
    row("ping", R"({"type":"ping"})", true);
    row("pong", R"({"type":"pong"})", true);
    row("authenticate", R"({"type":"authenticate","data":{"token":"x"}})", true);
    row("authenticate with nothing", R"({"type":"authenticate","data":{"token":""}})", false);
}

// What the description allows is what is understood, and the other way round.
void AsyncApiTest::whatIsUnderstood()
{
    QFETCH(const QByteArray, message);
    QFETCH(const bool, isGood);
    const QJsonObject object = objectOf(message);
    const auto schema = schemaOf(journal::clientMessages(), object.value(u"type").toString());
    QVERIFY(schema);
    QCOMPARE(!protocol::fault(schema->schema, object), isGood);
    const journal::ClientMessage read = journal::readMessage(QString::fromUtf8(message));
    QCOMPARE(!std::holds_alternative<journal::Mistake>(read), isGood);
}

QTEST_GUILESS_MAIN(AsyncApiTest)
#include "tst_asyncapi.moc"
