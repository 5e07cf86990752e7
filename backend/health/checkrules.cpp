// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/health/checkrules.h"

#include "backend/protocol/names.h"

#include <QStringBuilder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace health {

namespace {

constexpr qsizetype QuotedLength = 64;

Check checkOf(const protocol::InfrastructureHealth &part)
{
    const bool passes = part.status == protocol::Health::Healthy;
    return {.name = part.name, .passes = passes, .reason = passes ? QString() : part.message};
}

Check checkOf(const protocol::AiServiceHealth &service)
{
    const bool passes = service.status == protocol::Health::Healthy;
    return {.name = service.name,
            .passes = passes,
            .reason =
                passes ? QString() : service.error.value_or(protocol::toText(service.status))};
}

Check checkOf(const QString &worker, bool runs)
{
    return {.name = u"worker:"_s % worker,
            .passes = runs,
            .reason = runs ? QString() : u"not running"_s};
}

/// A check's line; `reason` may hold the last line of a program's errors.
QString lineOf(const Check &check, bool isExcluded)
{
    if (isExcluded) {
        return u"[+]"_s % check.name % u" excluded: ok\n"_s;
    }
    if (check.passes) {
        return u"[+]"_s % check.name % u" ok\n"_s;
    }
    return u"[-]"_s % check.name % u" failed: "_s % check.reason.simplified() % u"\n"_s;
}

/// The exclusions that fit no check, in quotation marks.
QStringList unfit(const QList<Check> &checks, const QStringList &excluded)
{
    QStringList quoted;
    for (const QString &name : excluded) {
        const bool isOne = std::any_of(checks.begin(), checks.end(),
                                       [&name](const Check &check) { return check.name == name; });
        if (!isOne) {
            quoted.append(u'"' % name.left(QuotedLength) % u'"');
        }
    }
    return quoted;
}

} // namespace

QList<Check> liveChecks()
{
    return {{.name = u"ping"_s}};
}

QList<Check> readyChecks(const protocol::FullHealth &parts)
{
    QList<Check> checks = liveChecks();
    checks.append(checkOf(parts.postgres));
    checks.append(checkOf(parts.redis));
    for (const protocol::AiServiceHealth &service : parts.aiServices) {
        if (service.critical) {
            checks.append(checkOf(service));
        }
    }
    bool isWatched = false;
    for (const protocol::WorkerHealth &worker : parts.workers) {
        isWatched = isWatched || worker.name == protocol::FileWatcher;
        if (worker.critical) {
            checks.append(checkOf(worker.name, worker.running));
        }
    }
    if (!isWatched) {
        checks.append(checkOf(protocol::FileWatcher.toString(), false));
    }
    return checks;
}

QStringList excludedIn(const QString &values)
{
    QStringList names;
    for (const QString &part : values.split(u',', Qt::SkipEmptyParts)) {
        const QString name = part.trimmed();
        if (!name.isEmpty() && !names.contains(name)) {
            names.append(name);
        }
    }
    return names;
}

Probed answer(const QString &probe, const QList<Check> &checks, const CheckWish &wish)
{
    QString lines;
    Probed probed;
    for (const Check &check : checks) {
        const bool isExcluded = wish.excluded.contains(check.name);
        probed.passes = probed.passes && (check.passes || isExcluded);
        lines += lineOf(check, isExcluded);
    }
    if (probed.passes && !wish.isVerbose) {
        probed.text = "ok";
        return probed;
    }
    if (const QStringList unknown = unfit(checks, wish.excluded); !unknown.isEmpty()) {
        lines += u"warn: some health checks cannot be excluded: no matches for "_s
            % unknown.join(u", "_s) % u"\n"_s;
    }
    lines += probe % (probed.passes ? u" check passed\n"_s : u" check failed\n"_s);
    probed.text = lines.toUtf8();
    return probed;
}

QStringList unreadiness(const QList<protocol::InfrastructureHealth> &parts,
                        const protocol::SupervisorStatus &supervised)
{
    QStringList reasons;
    for (const auto &part : parts) {
        if (part.status != protocol::Health::Healthy) {
            reasons.append(part.name % u": "_s % part.message);
        }
    }
    if (!supervised.running) {
        reasons.append(u"the supervisor is not running"_s);
    }
    for (const protocol::Worker &worker : supervised.workers) {
        if (worker.status == protocol::WorkerStatus::Failed) {
            reasons.append(u"worker "_s % worker.name % u" has failed"_s);
        }
    }
    return reasons;
}

} // namespace health
