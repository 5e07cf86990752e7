// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/breakers/breakerstate.h"

#include "backend/protocol/names.h"
#include "ui/look/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;
using protocol::BreakerState;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Breakers)
};

/// In the specification's order; names that it does not know come last.
qsizetype placeOf(const QString &name)
{
    const auto *const found =
        std::find_if(protocol::AiServices.begin(), protocol::AiServices.end(),
                     [&](const protocol::AiServiceName &service) { return service.name == name; });
    return found - protocol::AiServices.begin();
}

} // namespace

QList<BreakerRow> breakerRows(const QList<protocol::Breaker> &breakers,
                              const protocol::FullHealth &health, Trust healthTrust,
                              const FlowRing &ring)
{
    QList<BreakerRow> rows;
    for (const protocol::Breaker &breaker : breakers) {
        BreakerRow row{.breaker = breaker,
                       .band = normalBand(ring.values(u"response/"_s + breaker.name))};
        for (const protocol::AiServiceHealth &service : health.aiServices) {
            if (service.name == breaker.name && healthTrust == Trust::Present) {
                row.service = lookOfHealth(protocol::toText(service.status));
                row.serviceError = service.error.value_or(QString()).simplified();
                row.latencyMs = service.responseTimeMs;
            }
        }
        rows.append(row);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const BreakerRow &a, const BreakerRow &b) {
        return placeOf(a.breaker.name) < placeOf(b.breaker.name);
    });
    return rows;
}

QString probeText(const protocol::Breaker &breaker, protocol::WallTime now)
{
    if (breaker.state == BreakerState::Open && breaker.nextProbeAt) {
        return Text::tr("probe %1").arg(countdown(*breaker.nextProbeAt, now));
    }
    if (breaker.state == BreakerState::HalfOpen) {
        return Text::tr("%1 of %2 good trials")
            .arg(breaker.successCount)
            .arg(breaker.config.successThreshold);
    }
    return noValue();
}

QString failuresText(const protocol::Breaker &breaker)
{
    return Text::tr("%1 of %2").arg(breaker.failureCount).arg(breaker.config.failureThreshold);
}

QString latencyText(const BreakerRow &row)
{
    if (!row.latencyMs) {
        return noValue();
    }
    const QString value = latency(row.latencyMs);
    if (!row.band) {
        return Text::tr("%1, band not learnt yet").arg(value);
    }
    const QString band =
        Text::tr("%1–%2").arg(QString::number(qRound(row.band->low)), latency(row.band->high));
    if (*row.latencyMs > row.band->high) {
        return Text::tr("%1, above %2").arg(value, band);
    }
    if (*row.latencyMs < row.band->low) {
        return Text::tr("%1, below %2").arg(value, band);
    }
    return Text::tr("%1, usual %2").arg(value, band);
}

QString serviceText(const BreakerRow &row)
{
    if (!row.service) {
        return noValue();
    }
    return row.serviceError.isEmpty() ? row.service->word
                                      : Text::tr("%1: %2").arg(row.service->word, row.serviceError);
}

QString breakerSpoken(const BreakerRow &row, protocol::WallTime now)
{
    const protocol::Breaker &breaker = row.breaker;
    return Text::tr("%1: since %2, failures %3, calls %4, rejected %5, %6, latency %7, service %8")
        .arg(lookOf(breaker).word, age(breaker.stateSince, now), failuresText(breaker),
             QString::number(breaker.totalCalls), QString::number(breaker.rejectedCalls),
             probeText(breaker, now), latencyText(row), serviceText(row));
}

QString breakersSummary(const QList<BreakerRow> &rows)
{
    const auto countOf = [&](BreakerState state) {
        return std::count_if(rows.begin(), rows.end(),
                             [&](const BreakerRow &row) { return row.breaker.state == state; });
    };
    const auto open = countOf(BreakerState::Open);
    const auto half = countOf(BreakerState::HalfOpen);
    const auto closed = countOf(BreakerState::Closed);
    QStringList parts{Text::tr("%1 of %2 closed").arg(closed).arg(rows.size())};
    if (open > 0) {
        parts << Text::tr("%1 open").arg(open);
    }
    if (half > 0) {
        parts << Text::tr("%1 half-open").arg(half);
    }
    return parts.join(u", ");
}

} // namespace ui
