// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/alert.h"
#include "backend/protocol/jsonwriter.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace protocol;

class AlertTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pageIsReadBack();
    void rulesAreReadBack();
    void nullsArePresent();
    void wordsOfANewerPeer();
};

namespace {

WallTime time(const QString &text)
{
    return fromIso(text).value_or(WallTime{});
}

QJsonObject objectOf(const JsonWriter &json)
{
    return QJsonDocument::fromJson(json.bytes()).object();
}

} // namespace

void AlertTest::pageIsReadBack()
{
    const WallTime now = time(u"2025-12-27T10:30:00.000Z"_s);
    const AlertPage page{.items = {{.id = u"6a1f"_s,
                                    .eventId = 456,
                                    .ruleId = u"critical_risk"_s,
                                    .severity = AlertSeverity::Critical,
                                    .message = u"Someone is there"_s,
                                    .status = AlertStatus::Resolved,
                                    .subjectKind = u"event"_s,
                                    .subject = u"456"_s,
                                    .count = 3,
                                    .createdAt = now,
                                    .updatedAt = now,
                                    .lastSeenAt = now,
                                    .clearedAt = now,
                                    .acknowledgedAt = now,
                                    .acknowledgedBy = u"ann"_s,
                                    .acknowledgedReason = u"on it"_s,
                                    .endedAt = now,
                                    .endedBy = u"bob"_s,
                                    .endedReason = u"the postman"_s}},
                         .nextCursor = u"7"_s,
                         .totalAtLeast = 10000,
                         .timestamp = now};
    JsonWriter json;
    write(json, page, now);
    const QJsonObject object = objectOf(json);
    QCOMPARE(alertPageFromJson(object), page);
    QCOMPARE(object[u"items"_s][0][u"priority"_s].toInt(), 1);
}

void AlertTest::rulesAreReadBack()
{
    const QList<AlertRule> rules{{.name = u"worker_failed"_s,
                                  .when = u"worker.status == \"failed\""_s,
                                  .about = u"worker"_s,
                                  .severity = AlertSeverity::High,
                                  .forSeconds = 1.5,
                                  .message = u"{worker.name} has failed"_s,
                                  .enabled = true,
                                  .origin = u"builtin"_s,
                                  .subjects = 2,
                                  .sees = {{.subject = u"cam"_s,
                                            .holds = true,
                                            .since = time(u"2025-12-27T10:30:00.000Z"_s),
                                            .alertId = u"6a1f"_s},
                                           {.subject = u"mic"_s}}}};
    JsonWriter json;
    write(json, rules, time(u"2025-12-27T10:30:00.000Z"_s));
    QCOMPARE(alertRulesFromJson(objectOf(json)), rules);
}

void AlertTest::nullsArePresent()
{
    JsonWriter json;
    write(json, Alert{.id = u"a"_s});
    const QJsonObject object = objectOf(json);
    for (const QString &key :
         {u"event_id"_s, u"rule_id"_s, u"cleared_at"_s, u"acknowledged_at"_s, u"acknowledged_by"_s,
          u"acknowledged_reason"_s, u"ended_at"_s, u"ended_by"_s, u"ended_reason"_s}) {
        QVERIFY2(object.value(key).isNull(), qPrintable(key));
    }
}

void AlertTest::wordsOfANewerPeer()
{
    QCOMPARE(alertStatus(u"snoozed"), AlertStatus::Unknown);
    QCOMPARE(alertSeverity(u"fatal"), AlertSeverity::Unknown);
    QVERIFY(!isActive(AlertStatus::Unknown));
}

QTEST_GUILESS_MAIN(AlertTest)
#include "tst_alert.moc"
