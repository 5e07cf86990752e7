// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/workerdefinition.h"

#include "backend/protocol/json.h"
#include "ui/look/format.h"
#include "ui/look/states.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <cstring>

namespace ui {

using namespace Qt::StringLiterals;
using protocol::Worker;
using protocol::WorkerStatus;
using std::chrono::milliseconds;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(WorkerDefinition)
};

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    const QJsonArray items = value.toArray();
    for (const auto &item : items) {
        texts << item.toString();
    }
    return texts;
}

milliseconds secondsOf(const QJsonObject &object, QStringView key)
{
    return milliseconds(qRound64(object.value(key).toDouble() * 1000));
}

std::optional<int> numberOf(const QJsonObject &object, QStringView key)
{
    const auto number = protocol::integerOf(object, key);
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

std::optional<WorkerExit> exitOf(const QJsonValue &value)
{
    if (!value.isObject()) {
        return std::nullopt;
    }
    const QJsonObject object = value.toObject();
    return WorkerExit{.at = protocol::timeOf(object, u"at"),
                      .code = numberOf(object, u"code"),
                      .signal = numberOf(object, u"signal")};
}

/// It was never started because others do not run yet.
bool isWaiting(const WorkerDefinition &definition, const Worker &worker)
{
    return definition.autostart && worker.status == WorkerStatus::Stopped && !worker.lastStartedAt;
}

} // namespace

WorkerDefinition workerDefinitionFromJson(const QJsonObject &body)
{
    const QJsonObject told = body.value(u"definition").toObject();
    WorkerDefinition definition{.command = textsOf(told.value(u"command")),
                                .directory = told.value(u"directory").toString(),
                                .after = textsOf(told.value(u"after")),
                                .autostart = told.value(u"autostart").toBool(true),
                                .ready = told.value(u"ready").toString(),
                                .restart = told.value(u"restart").toString(),
                                .memoryLimitMb = told.value(u"memory_limit_mb").toInt(),
                                .maxRestarts = told.value(u"max_restarts").toInt(),
                                .backoffBase = secondsOf(told, u"backoff_base_seconds"),
                                .backoffCap = secondsOf(told, u"backoff_cap_seconds"),
                                .startTimeout = secondsOf(told, u"start_timeout_seconds"),
                                .stopTimeout = secondsOf(told, u"stop_timeout_seconds"),
                                .watchdog = secondsOf(told, u"watchdog_seconds"),
                                .lastExit = exitOf(body.value(u"last_exit")),
                                .logFile = body.value(u"log_file").toString()};
    const QJsonObject environment = told.value(u"environment").toObject();
    for (auto it = environment.begin(); it != environment.end(); ++it) {
        definition.environment << it.key() + u'=' + it.value().toString();
    }
    const QJsonArray codes = told.value(u"expected_exit_codes").toArray();
    for (const auto &code : codes) {
        definition.expectedExitCodes << code.toInt();
    }
    return definition;
}

QString exitText(const std::optional<WorkerExit> &exit, protocol::WallTime now)
{
    if (!exit) {
        return noValue();
    }
    const QString moment = momentAgo(exit->at, now);
    if (!exit->signal) {
        return Text::tr("Code %1, %2")
            .arg(exit->code ? QString::number(*exit->code) : noValue(), moment);
    }
    const char *const name = sigabbrev_np(*exit->signal);
    return name == nullptr
        ? Text::tr("Signal %1, %2").arg(QString::number(*exit->signal), moment)
        : Text::tr("Signal %1 (%2), %3")
              .arg(QString::number(*exit->signal), u"SIG"_s + QString::fromLatin1(name), moment);
}

QString needsText(const WorkerDefinition &definition, const Worker &worker,
                  const WorkerLookup &others)
{
    QStringList lines;
    for (const QString &name : definition.after) {
        const auto other = others(name);
        const QString state = other ? lookOf(*other).word : noValue();
        const bool isUp = other && other->status == WorkerStatus::Running;
        lines << (isWaiting(definition, worker) && !isUp
                      ? Text::tr("Waiting for %1: %2").arg(name, state)
                      : Text::tr("%1: %2").arg(name, state));
    }
    return lines.isEmpty() ? Text::tr("No other worker") : lines.join(u'\n');
}

QString restartText(const WorkerDefinition &definition)
{
    QStringList codes;
    for (const int code : definition.expectedExitCodes) {
        codes << QString::number(code);
    }
    const QString &policy = definition.restart;
    if (policy.isEmpty()) {
        return noValue();
    }
    if (policy == u"never") {
        return Text::tr("Never");
    }
    const QString when = policy == u"always" ? Text::tr("After every exit")
        : policy == u"on-failure"
        ? Text::tr("After an exit with another code than %1").arg(codes.join(u", "))
        : Text::tr("%1?").arg(policy);
    return Text::tr("%1, at most %2 times, after %3 to %4")
        .arg(when, QString::number(definition.maxRestarts), longDuration(definition.backoffBase),
             longDuration(definition.backoffCap));
}

QString limitsText(const WorkerDefinition &definition)
{
    QStringList lines;
    lines << (definition.ready == u"notify" ? Text::tr("Has to say that it is ready within %1")
                                                  .arg(longDuration(definition.startTimeout))
                                            : Text::tr("Ready as soon as it is started"));
    lines << Text::tr("Killed when it has not stopped after %1")
                 .arg(longDuration(definition.stopTimeout));
    if (definition.watchdog.count() > 0) {
        lines << Text::tr("Crashed when it promised signs of life and gives none for %1")
                     .arg(longDuration(definition.watchdog));
    }
    lines << (definition.memoryLimitMb > 0 ? Text::tr("At most %1 MB of address space")
                                                 .arg(QString::number(definition.memoryLimitMb))
                                           : Text::tr("No memory limit"));
    return lines.join(u'\n');
}

} // namespace ui
