// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/workerdocument.h"

#include "backend/protocol/jsonwriter.h"
#include "backend/protocol/secrets.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace supervisor {

namespace {

using protocol::JsonWriter;

double seconds(std::chrono::milliseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

QString wordOf(RestartPolicy policy)
{
    switch (policy) {
    case RestartPolicy::Always:
        return u"always"_s;
    case RestartPolicy::OnFailure:
        return u"on-failure"_s;
    case RestartPolicy::Never:
        return u"never"_s;
    }
    return {};
}

void writeTexts(JsonWriter &json, QStringView key, const QStringList &texts)
{
    json.key(key).beginArray();
    for (const QString &text : texts) {
        json.value(text);
    }
    json.endArray();
}

void writeDefinition(JsonWriter &json, const WorkerDefinition &definition)
{
    json.key(u"definition").beginObject();
    writeTexts(json, u"command", protocol::maskedCommand(definition.command));
    json.field(u"directory", definition.directory).key(u"environment").beginObject();
    // What is handed to a program that way may be a secret under any name.
    const auto &environment = definition.environment;
    for (auto it = environment.begin(); it != environment.end(); ++it) {
        json.field(it.key(), u"***"_s);
    }
    json.endObject().field(u"autostart", definition.autostart);
    writeTexts(json, u"after", definition.after);
    json.field(u"ready", definition.ready == Ready::Notify ? u"notify"_s : u"started"_s)
        .field(u"restart", wordOf(definition.restart))
        .field(u"stop_signal", definition.stopSignal)
        .key(u"expected_exit_codes")
        .beginArray();
    for (const int code : definition.expectedExitCodes) {
        json.value(code);
    }
    const RestartLimits &limits = definition.limits;
    json.endArray()
        .field(u"memory_limit_mb", definition.memoryLimitMb)
        .field(u"max_restarts", limits.maxRestarts)
        .field(u"backoff_base_seconds", seconds(limits.backoffBase))
        .field(u"backoff_cap_seconds", seconds(limits.backoffCap))
        .field(u"backoff_jitter", limits.jitter)
        .field(u"stable_after_seconds", seconds(limits.stableAfter))
        .field(u"start_timeout_seconds", seconds(definition.startTimeout))
        .field(u"stop_timeout_seconds", seconds(definition.stopTimeout))
        .field(u"watchdog_seconds", seconds(definition.watchdog))
        .endObject();
}

void writeExit(JsonWriter &json, const std::optional<LastExit> &last)
{
    json.key(u"last_exit");
    if (!last) {
        json.value(nullptr);
        return;
    }
    const bool isSignal = last->exit.signal != 0;
    json.beginObject()
        .field(u"at", last->at)
        .field(u"code", isSignal ? std::nullopt : std::optional(last->exit.code))
        .field(u"signal", isSignal ? std::optional(last->exit.signal) : std::nullopt)
        .endObject();
}

std::optional<double> uptimeOf(const protocol::Worker &worker, protocol::WallTime now)
{
    if (!worker.pid || !worker.lastStartedAt) {
        return std::nullopt;
    }
    return std::max(0.0, seconds(now - *worker.lastStartedAt));
}

QByteArray written(const WorkerDefinition &definition, const WorkerFacts &facts,
                   protocol::WallTime now)
{
    const QString &path = facts.logFile;
    JsonWriter json;
    json.beginObject();
    protocol::writeFields(json, facts.worker);
    json.field(u"uptime_seconds", uptimeOf(facts.worker, now));
    writeExit(json, facts.lastExit);
    json.field(u"log_file", path.isEmpty() ? std::nullopt : std::optional(path))
        .field(u"log_lines", facts.logLines)
        .field(u"log_lines_dropped", facts.logLinesDropped);
    writeDefinition(json, definition);
    json.key(u"recent_restarts").beginArray();
    for (const protocol::RestartEvent &event : facts.newest.items) {
        protocol::write(json, event);
    }
    json.endArray().field(u"timestamp", now).endObject();
    return json.bytes();
}

} // namespace

WorkerFacts factsOf(const Worker &worker, const protocol::RestartHistory &newest)
{
    return {.worker = worker.snapshot(),
            .lastExit = worker.lastExit(),
            .logFile = worker.log().path(),
            .logLines = worker.log().last(),
            .logLinesDropped = worker.log().dropped(),
            .newest = newest};
}

QByteArray WorkerDocument::bytes(const WorkerDefinition &definition, const WorkerFacts &facts,
                                 protocol::WallTime now)
{
    if (m_beforeUptime.isEmpty() || facts != m_facts) {
        const QByteArray whole = written(definition, facts, now);
        // Inside a text its quotation marks would be escaped: this is the key.
        const QByteArray key = QByteArrayLiteral(R"("uptime_seconds":)");
        const qsizetype uptime = whole.indexOf(key) + key.size();
        m_beforeUptime = whole.first(uptime);
        m_behind = protocol::StampedText(whole.sliced(whole.indexOf(',', uptime)));
        m_facts = facts;
    }
    JsonWriter uptime;
    uptime.value(uptimeOf(facts.worker, now));
    return m_beforeUptime + uptime.bytes() + m_behind.at(now);
}

QByteArray logDocument(const Worker &worker, const LogWish &wish)
{
    const qint64 last = worker.log().last();
    // One of an earlier start of ours is beyond what there is: then the log is shown from here.
    const bool isKnown = wish.after && *wish.after <= last;
    const qint64 behind = isKnown ? last - *wish.after : last;
    const QList<LogLine> lines =
        worker.log().tail(static_cast<int>(std::min<qint64>(wish.tail, behind)));
    const qint64 missed = isKnown ? behind - lines.size() : 0;
    JsonWriter json;
    json.beginObject().field(u"worker_name", worker.definition().name).key(u"lines").beginArray();
    for (const LogLine &line : lines) {
        json.beginObject()
            .field(u"number", line.number)
            .field(u"timestamp", line.time)
            .field(u"stream", line.stream == Stream::Error ? u"stderr"_s : u"stdout"_s)
            .field(u"text", line.text)
            .endObject();
    }
    json.endArray()
        .field(u"last", last)
        .field(u"missed", missed)
        .field(u"since", worker.log().since())
        .endObject();
    return json.bytes();
}

} // namespace supervisor
