// SPDX-License-Identifier: GPL-3.0-or-later
// What the pictures show of the past: an hour of figures and a day of states.
#include "tests/ui/screenshots.h"
#include "tests/ui/support/canned.h"
#include "tests/ui/support/fakebackend.h"
#include "tests/ui/support/shooter.h"
#include "ui/client/session.h"
#include "ui/mainwindow.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <cmath>

namespace tests {

using namespace Qt::StringLiterals;

namespace {

Canned minuteOf(int minute)
{
    Canned canned = healthy();
    const double wave = std::sin(minute / 3.0);
    canned.pipeline.queues[0].waiting = static_cast<qint64>(12 + 11 * wave);
    canned.pipeline.queues[1].waiting = minute % 4;
    canned.pipeline.stages[1].inPerMinute = 24 + 9 * wave;
    canned.pipeline.stages[1].outPerMinute = 23 + 6 * std::sin(minute / 3.0 - 0.6);
    canned.pipeline.stages[1].p50Ms = 42 + minute % 5;
    canned.pipeline.stages[1].p95Ms = 95 + 40 * std::abs(wave);
    canned.pipeline.stages[1].p99Ms = minute > 14 && minute < 17 ? 2400 : 310;
    canned.pipeline.closedBatches = {
        {u"timeout"_s, minute / 3}, {u"idle"_s, minute}, {u"max_size"_s, minute / 9}};
    canned.health.aiServices[1].responseTimeMs = 17 + minute % 6;
    return canned;
}

} // namespace

void tellAll(FakeBackend &backend)
{
    for (const auto &name :
         {u"supervisor"_s, u"pipeline"_s, u"health/full"_s, u"circuit-breakers"_s}) {
        backend.sendChanged(u"/api/system/"_s + name);
    }
    for (const auto &name : {u"dlq"_s, u"alerts"_s, u"events"_s}) {
        backend.sendChanged(u"/api/"_s + name);
    }
}

void liveMinutes(FakeBackend &backend, const ui::MainWindow &window, int minutes)
{
    const auto now = protocol::Now::read().wall;
    const auto *clock = window.findChild<ui::Session *>();
    for (int minute = 0; minute < minutes; ++minute) {
        const auto then = now - std::chrono::minutes(minutes - 1 - minute);
        fill(backend, minuteOf(minute), then);
        if (minute >= minutes / 2 && minute < minutes / 2 + minutes / 10) {
            backend.set(u"/api/system/pipeline"_s, R"({"detail":"The store is busy"})", 503);
        }
        tellAll(backend);
        await("the minute is read", [&] {
            return std::chrono::abs(clock->serverClock() - then) < std::chrono::seconds(20);
        });
        QTest::qWait(120); // its answers and one pulse
    }
}

QByteArray dayOfTrouble()
{
    QJsonArray items;
    const auto now = protocol::Now::read().wall;
    const auto tell = [&](int minutesAgo, const QString &service, const QString &to,
                          const QString &from) {
        const bool isWhole = service.isEmpty();
        QJsonObject data{{isWhole ? u"health"_s : u"status"_s, to},
                         {isWhole ? u"previous_health"_s : u"previous_status"_s, from}};
        if (!isWhole) {
            data.insert(u"service"_s, service);
        }
        items.prepend(QJsonObject{
            {u"sequence"_s, 48000 + items.size()},
            {u"type"_s, isWhole ? u"system.health_changed"_s : u"service.status_changed"_s},
            {u"channel"_s, u"system"_s},
            {u"data"_s, data},
            {u"timestamp"_s, protocol::toIso(now - std::chrono::minutes(minutesAgo))}});
    };
    tell(1300, u"worker:detection_worker"_s, u"crashed"_s, u"running"_s);
    tell(1299, u"worker:detection_worker"_s, u"running"_s, u"crashed"_s);
    tell(900, u"worker:analysis_worker"_s, u"failed"_s, u"crashed"_s);
    tell(840, u"worker:analysis_worker"_s, u"running"_s, u"failed"_s);
    tell(900, {}, u"unhealthy"_s, u"healthy"_s);
    tell(840, {}, u"healthy"_s, u"unhealthy"_s);
    tell(600, u"worker:detection_worker"_s, u"running"_s, {});
    tell(599, {}, u"healthy"_s, u"unknown"_s);
    tell(170, u"enrichment"_s, u"unhealthy"_s, u"healthy"_s);
    tell(168, u"breaker:enrichment"_s, u"unhealthy"_s, u"healthy"_s);
    tell(168, {}, u"degraded"_s, u"healthy"_s);
    tell(60, u"breaker:enrichment"_s, u"degraded"_s, u"unhealthy"_s);
    tell(58, u"breaker:enrichment"_s, u"healthy"_s, u"degraded"_s);
    tell(58, u"enrichment"_s, u"healthy"_s, u"unhealthy"_s);
    tell(57, {}, u"healthy"_s, u"degraded"_s);
    return QJsonDocument(QJsonObject{{u"items"_s, items}, {u"next_cursor"_s, QJsonValue::Null}})
        .toJson();
}

} // namespace tests
