// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/verdict.h"

#include "backend/protocol/names.h"

#include <QCoreApplication>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Verdict)
};

struct Reasons
{
    QStringList critical = {};
    QStringList other = {};

    void add(bool isCritical, const QString &reason) { (isCritical ? critical : other) << reason; }
};

void addPart(Reasons &reasons, const protocol::InfrastructureHealth &part, const QString &name)
{
    if (part.status != protocol::Health::Healthy) {
        reasons.add(true,
                    part.message.isEmpty() ? Text::tr("%1 is not healthy").arg(name)
                                           : Text::tr("%1: %2").arg(name, part.message));
    }
}

void addService(Reasons &reasons, const protocol::AiServiceHealth &service)
{
    if (service.status == protocol::Health::Healthy) {
        return;
    }
    QString reason =
        Text::tr("%1 is %2")
            .arg(service.name, lookOfHealth(protocol::toText(service.status)).word.toLower());
    if (service.circuitState == protocol::BreakerState::Open) {
        reason = Text::tr("%1 breaker open").arg(service.name);
    }
    if (service.error) {
        reason += u" ("_s + service.error->simplified() + u')';
    }
    reasons.add(service.critical, reason);
}

void addWorkers(Reasons &reasons, const protocol::FullHealth &health)
{
    QList<protocol::WorkerHealth> workers = health.workers;
    const bool isWatched = std::any_of(workers.begin(), workers.end(), [](const auto &worker) {
        return worker.name == protocol::FileWatcher;
    });
    // The system is not healthy without it, also where nothing supervises it.
    if (!isWatched && health.status != protocol::Health::Healthy) {
        workers.append({.name = protocol::FileWatcher.toString(), .critical = true});
    }
    for (const protocol::WorkerHealth &worker : workers) {
        if (!worker.running) {
            reasons.add(worker.critical,
                        worker.critical
                            ? Text::tr("critical worker %1 is not running").arg(worker.name)
                            : Text::tr("worker %1 is not running").arg(worker.name));
        }
    }
}

/// What the backend says when there is nothing to say, in the language of the window.
QString sentenceOf(const protocol::FullHealth &health)
{
    const bool isUsual = health.message == u"All systems operational";
    return isUsual ? Text::tr("All systems operational") : health.message;
}

} // namespace

Verdict verdictOf(const protocol::FullHealth &health)
{
    Reasons reasons;
    addPart(reasons, health.postgres, Text::tr("store"));
    addPart(reasons, health.redis, Text::tr("queue"));
    addWorkers(reasons, health);
    for (const protocol::AiServiceHealth &service : health.aiServices) {
        addService(reasons, service);
    }
    QStringList words = reasons.critical + reasons.other;
    if (words.isEmpty() && health.status != protocol::Health::Healthy
        && !health.message.isEmpty()) {
        words << health.message;
    }
    return {.look = lookOfHealth(protocol::toText(health.status)),
            .sentence = sentenceOf(health),
            .reasons = words,
            .since = health.statusSince};
}

} // namespace ui
