// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/jsonwriter.h"
#include "tests/ui/support/canned.h"
#include "tests/ui/support/fakebackend.h"

#include <QBuffer>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>

namespace tests {

using namespace Qt::StringLiterals;
using namespace protocol;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

WallTime ago(std::chrono::milliseconds span)
{
    return Now::read().wall - span;
}

Alert alarm(const QString &id, AlertSeverity severity, AlertStatus status, const QString &rule,
            const QString &message, minutes age)
{
    return {.id = id,
            .ruleId = rule,
            .severity = severity,
            .message = message,
            .status = status,
            .subjectKind = u"worker"_s,
            .subject = u"file_watcher"_s,
            .createdAt = ago(age),
            .updatedAt = ago(age),
            .lastSeenAt = ago(age / 2)};
}

QJsonObject detection(int id, const QString &thing, double confidence, const QRect &box, int image)
{
    return {{u"id"_s, id},
            {u"camera_id"_s, u"front_door"_s},
            {u"detected_at"_s, toIso(ago(seconds(60 - id)))},
            {u"object_type"_s, thing},
            {u"confidence"_s, confidence},
            {u"bbox"_s,
             QJsonObject{{u"x"_s, box.x()},
                         {u"y"_s, box.y()},
                         {u"width"_s, box.width()},
                         {u"height"_s, box.height()}}},
            {u"image_id"_s, image},
            {u"image_url"_s, u"/api/detections/%1/image"_s.arg(id)},
            {u"enrichment"_s,
             QJsonObject{{u"caption"_s, u"a person with a parcel"_s},
                         {u"colours"_s, QJsonArray{u"black"_s, u"red"_s}}}}};
}

} // namespace

QList<Alert> alarmsOfAllKinds()
{
    Alert failed = alarm(
        u"a-1"_s, AlertSeverity::Critical, AlertStatus::Delivered, u"critical_worker_failed"_s,
        u"The critical worker file_watcher has failed: exited with code 3"_s, minutes(2));
    failed.count = 3;
    Alert breaker = alarm(u"a-2"_s, AlertSeverity::Medium, AlertStatus::Pending, u"breaker_open"_s,
                          u"The breaker enrichment is open"_s, minutes(4));
    breaker.subjectKind = u"breaker"_s;
    breaker.subject = u"enrichment"_s;
    Alert person = alarm(u"a-3"_s, AlertSeverity::High, AlertStatus::Acknowledged, u"high_risk"_s,
                         u"Two people try the side door at night"_s, minutes(60));
    person.eventId = 74;
    person.subjectKind = u"event"_s;
    person.subject = u"74"_s;
    person.acknowledgedAt = ago(minutes(50));
    person.acknowledgedBy = u"ada"_s;
    person.acknowledgedReason = u"called the police"_s;
    Alert disk = alarm(u"a-4"_s, AlertSeverity::Low, AlertStatus::Delivered, u"disk_low"_s,
                       u"The disk is filled by 86 %"_s, minutes(300));
    disk.subjectKind = u"disk"_s;
    disk.subject = u"data"_s;
    Alert camera =
        alarm(u"a-5"_s, AlertSeverity::Medium, AlertStatus::Resolved, u"camera_offline"_s,
              u"The camera garage has delivered nothing for 120 s"_s, minutes(90));
    camera.subjectKind = u"camera"_s;
    camera.subject = u"garage"_s;
    camera.clearedAt = ago(minutes(80));
    camera.endedAt = camera.clearedAt;
    Alert seen = alarm(u"a-6"_s, AlertSeverity::Low, AlertStatus::Resolved, u"queue_long"_s,
                       u"The queue is long"_s, minutes(200));
    seen.endedAt = ago(minutes(190));
    seen.endedBy = u"ada"_s;
    return {failed, breaker, person, disk, camera, seen};
}

void fillAlarms(FakeBackend &backend, const Canned &canned, WallTime now)
{
    AlertPage active;
    AlertPage resolved;
    for (const Alert &one : canned.alerts) {
        (isActive(one.status) ? active : resolved).items.append(one);
    }
    for (const auto &[status, page] :
         {std::pair(u"active"_s, &active), std::pair(u"resolved"_s, &resolved)}) {
        page->total = page->items.size();
        page->totalAtLeast = page->total;
        JsonWriter json;
        write(json, *page, now);
        backend.set(u"/api/alerts?status=%1&limit=100"_s.arg(status), json.bytes());
    }
}

void fillEvents(FakeBackend &backend)
{
    const QJsonObject event{
        {u"id"_s, 77},
        {u"batch_id"_s, u"b77"_s},
        {u"camera_id"_s, u"front_door"_s},
        {u"started_at"_s, toIso(ago(seconds(75)))},
        {u"ended_at"_s, toIso(ago(seconds(35)))},
        {u"risk_score"_s, 72},
        {u"risk_level"_s, u"high"_s},
        {u"summary"_s, u"Person at the door, stays 40 s, looks into the camera"_s},
        {u"reasoning"_s, u"A person that is not known stays longer than a postman does."_s},
        {u"detection_count"_s, 3},
        {u"reviewed"_s, false},
        {u"notes"_s, QJsonValue::Null},
        {u"batch"_s, QJsonObject{{u"id"_s, u"b77"_s}, {u"close_reason"_s, u"idle"_s}}},
        {u"detections"_s,
         QJsonArray{detection(11, u"car"_s, 0.61, {20, 200, 200, 120}, 1),
                    detection(12, u"person"_s, 0.93, {300, 80, 90, 220}, 1),
                    detection(13, u"person"_s, 0.55, {100, 90, 80, 200}, 2)}}};
    backend.set(u"/api/events/77"_s, QJsonDocument(event).toJson());
    backend.setFile(u"/api/events/77/thumbnail"_s, picture({320, 180}), "image/jpeg");
    backend.setFile(u"/api/events/77/image"_s, picture({640, 360}), "image/jpeg");
    backend.setFile(u"/api/detections/13/image"_s, picture({640, 360}), "image/jpeg");
    backend.set(u"/api/events/76/thumbnail"_s, R"({"detail":"Image of event 76 not found"})", 404);
}

QByteArray picture(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(QColor(0x3F, 0x5A, 0x6B));
    QPainter painter(&image);
    painter.fillRect(0, size.height() * 2 / 3, size.width(), size.height(),
                     QColor(0x6B, 0x6B, 0x5A));
    painter.fillRect(size.width() / 2, size.height() / 4, size.width() / 8, size.height() / 2,
                     QColor(0xC0, 0x9A, 0x6B));
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG");
    return bytes;
}

} // namespace tests
