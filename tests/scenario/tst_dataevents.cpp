// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/iserror.h"
#include "tests/scenario/support/serviceflow.h"

using namespace Qt::StringLiterals;
using namespace scenario;

/// Security events and detections as clients read and change them.
class DataEventsTest final : public ServiceFlow
{
    Q_OBJECT

private Q_SLOTS:
    void fromTheListToTheEnd();

private:
    Answer change(const QByteArray &method, const QByteArray &target,
                  const QByteArray &body = {}) const
    {
        return m_daemon->request(method, target, {{"Content-Type", "application/json"}}, body);
    }

    QJsonArray items(const QByteArray &target) const
    {
        return m_daemon->get(target).json()[u"items"_s].toArray();
    }
};

// Listed, read, reviewed, deleted; each change told once and as the registry wants it.
void DataEventsTest::fromTheListToTheEnd()
{
    begin({});
    QVERIFY(uploadOne(1));
    QVERIFY(waitUntil([this] { return count(u"events"_s) == 1; }));
    const QJsonArray events = items("/api/events?camera_id=gate&min_risk=0&reviewed=false");
    QCOMPARE(events.size(), 1);
    const qint64 id = events[0][u"id"].toInteger();
    const QByteArray one = "/api/events/" + QByteArray::number(id);
    const QJsonObject event = m_daemon->get(one).json();
    QCOMPARE(event[u"batch"_s][u"state"].toString(), u"analysed"_s);
    const QJsonArray detections = event[u"detections"_s].toArray();
    QCOMPARE(detections.size(), event[u"detection_count"_s].toInt());
    const QByteArray ofEvent = "/api/detections?event_id=" + QByteArray::number(id);
    QCOMPARE(items(ofEvent).size(), detections.size());
    const QByteArray detection =
        "/api/detections/" + QByteArray::number(detections[0][u"id"].toInteger());
    QCOMPARE(m_daemon->get(detection).json(), detections[0].toObject());

    const Answer reviewed = change("PATCH", one, R"({"reviewed":true,"notes":"the postman"})");
    QCOMPARE(reviewed.status, 200);
    QCOMPARE(reviewed.json()[u"notes"_s].toString(), u"the postman"_s);
    QCOMPARE(change("PATCH", one, R"({"reviewed":true})").status, 200);
    QCOMPARE(items("/api/events?text=POSTMAN&reviewed=true").size(), 1);
    QCOMPARE(change("PATCH", one, R"({"notes":null})").json()[u"notes"_s], QJsonValue());

    QCOMPARE(change("DELETE", one + "?reason=a%20mistake").status, 200);
    isError(m_daemon->get(one), 404, u"Event %1 not found"_s.arg(id));
    isError(change("DELETE", one), 404, u"Event %1 not found"_s.arg(id));
    isError(change("PATCH", one, R"({"reviewed":true})"), 404, u"not found"_s);
    QCOMPARE(items("/api/events").size(), 0);
    QCOMPARE(items("/api/detections").size(), detections.size());
    QVERIFY(waitUntil([this] { return m_events->dataOf(u"event.deleted"_s).size() == 1; }));
    QCOMPARE(m_events->dataOf(u"event.updated"_s).size(), 2);
    QCOMPARE(m_events->dataOf(u"event.deleted"_s).first()[u"reason"_s].toString(), u"a mistake"_s);
    const QJsonObject told = m_daemon->get("/api/journal?type=event.&limit=100").json();
    QCOMPARE(told[u"total"_s].toInt(), 4); // created, twice updated, deleted
    const QJsonObject same = m_daemon->get("/api/journal?type=event.*&limit=100").json();
    QCOMPARE(same[u"items"_s], told[u"items"_s]);
}

QTEST_GUILESS_MAIN(DataEventsTest)
#include "tst_dataevents.moc"
