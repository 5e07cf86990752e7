// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/jsonwriter.h"
#include "tests/ui/support/canned.h"
#include "tests/ui/support/fakebackend.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tests {

using namespace Qt::StringLiterals;
using namespace protocol;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const QString Workers = u"/api/system/supervisor/workers/"_s;

WallTime ago(std::chrono::milliseconds span)
{
    return Now::read().wall - span;
}

QByteArray log()
{
    QJsonArray lines;
    for (int i = 0; i < 30; ++i) {
        lines.append(
            QJsonObject{{u"timestamp"_s, toIso(ago(seconds(60 - 2 * i)))},
                        {u"stream"_s, i % 7 == 5 ? u"stderr"_s : u"stdout"_s},
                        {u"text"_s,
                         i % 7 == 5 ? u"cannot open /srv/cameras: Permission denied"_s
                                    : u"scan %1 of 6 cameras, 0 new files"_s.arg(i % 6 + 1)}});
    }
    return QJsonDocument(QJsonObject{{u"worker_name"_s, u"w"_s}, {u"lines"_s, lines}}).toJson();
}

QByteArray restarts()
{
    RestartHistory history{.items = {}, .total = 3};
    history.items = {{u"detection_worker"_s, ago(minutes(51)), 1, RestartOutcome::Success, {}},
                     {u"detection_worker"_s, ago(minutes(51) + seconds(1)), 0,
                      RestartOutcome::Crashed, u"killed by signal 11 (SIGSEGV)"_s},
                     {u"detection_worker"_s, ago(minutes(300)), 0, RestartOutcome::Manual, {}}};
    JsonWriter json;
    write(json, history);
    return json.bytes();
}

/// A worker with its definition and how it ended last.
QByteArray details(const Worker &worker)
{
    JsonWriter json;
    json.beginObject();
    writeFields(json, worker);
    QJsonObject all = QJsonDocument::fromJson(json.endObject().bytes()).object();
    all.insert(u"last_exit"_s,
               QJsonObject{{u"at"_s, toIso(ago(minutes(51)))},
                           {u"code"_s, QJsonValue::Null},
                           {u"signal"_s, 11}});
    all.insert(u"log_file"_s, QString(u"/var/lib/signalbox/logs/"_s + worker.name + u".log"_s));
    all.insert(
        u"definition"_s,
        QJsonObject{
            {u"command"_s,
             QJsonArray{u"signalboxd"_s, u"--worker"_s, worker.name, u"--token"_s, u"***"_s}},
            {u"directory"_s, u"/var/lib/signalbox"_s},
            {u"environment"_s, QJsonObject{{u"LANG"_s, u"***"_s}, {u"API_KEY"_s, u"***"_s}}},
            {u"autostart"_s, true},
            {u"after"_s,
             worker.name == u"file_watcher" ? QJsonArray() : QJsonArray{u"file_watcher"_s}},
            {u"ready"_s, u"notify"_s},
            {u"restart"_s, u"on-failure"_s},
            {u"expected_exit_codes"_s, QJsonArray{0}},
            {u"memory_limit_mb"_s, 2048},
            {u"max_restarts"_s, 5},
            {u"backoff_base_seconds"_s, 1},
            {u"backoff_cap_seconds"_s, 60},
            {u"start_timeout_seconds"_s, 10},
            {u"stop_timeout_seconds"_s, 10},
            {u"watchdog_seconds"_s, 30}});
    return QJsonDocument(all).toJson();
}

} // namespace

void fillWorkers(FakeBackend &backend, const Canned &canned)
{
    backend.set(u"/api/system/supervisor/restart-history"_s, restarts());
    for (const Worker &one : canned.supervisor.workers) {
        backend.set(Workers + one.name + u"/logs"_s, log());
        backend.set(Workers + one.name, details(one));
    }
}

} // namespace tests
