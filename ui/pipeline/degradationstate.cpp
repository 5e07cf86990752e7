// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/degradationstate.h"

#include "ui/look/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// Source: specification, "Degradation Modes".
constexpr std::array<QStringView, 4> Features{u"detection", u"analysis", u"entity_tracking",
                                              u"enrichment"};

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Degradation)
};

QString listOr(const QStringList &list, const QString &none)
{
    return list.isEmpty() ? none : list.join(u", ");
}

Look quietUnless(bool isAbnormal)
{
    return isAbnormal ? Look{Glyph::Triangle, Tone::Warning, {}}
                      : Look{Glyph::None, Tone::Quiet, {}};
}

CardLine storeLine(const protocol::InfrastructureHealth &store, Trust trust)
{
    if (trust != Trust::Present) {
        return {.label = Text::tr("Store"),
                .look = {Glyph::Question, Tone::Unknown, Text::tr("Not known now")}};
    }
    const Look look = lookOfHealth(protocol::toText(store.status));
    return {.label = Text::tr("Store"),
            .look = look,
            .text = look.tone == Tone::Quiet ? QString() : store.message};
}

CardLine memoryLine(qint64 size)
{
    return {.label = Text::tr("Memory"),
            .look = quietUnless(size > 0),
            .text = Text::tr("%1 queued (usually 0)").arg(size),
            .depth = size};
}

CardLine fallbackLine(const QMap<QString, qint64> &queues)
{
    QStringList parts;
    bool isUsed = false;
    for (auto it = queues.begin(); it != queues.end(); ++it) {
        parts << Text::tr("%1 %2").arg(it.key(), QString::number(it.value()));
        isUsed = isUsed || it.value() > 0;
    }
    return {.label = Text::tr("Fallback"),
            .look = quietUnless(isUsed),
            .text = listOr(parts, Text::tr("no queue"))};
}

/// "clip, florence unhealthy": neighbours in the same state share its word.
QStringList namesByState(const QList<std::pair<QString, QString>> &services)
{
    QStringList parts;
    QStringList names;
    for (qsizetype i = 0; i < services.size(); ++i) {
        names << services.at(i).first;
        if (i + 1 == services.size() || services.at(i + 1).second != services.at(i).second) {
            parts << Text::tr("%1 %2").arg(names.join(u", "_s), services.at(i).second);
            names.clear();
        }
    }
    return parts;
}

/// Those that are not healthy by name, with their state; the others only counted.
CardLine servicesLine(const QList<protocol::ServiceStatus> &services)
{
    QList<std::pair<QString, QString>> unwell;
    Look worst{Glyph::None, Tone::Quiet, {}};
    qsizetype healthy = 0;
    for (const protocol::ServiceStatus &service : services) {
        const Look look = lookOfHealth(service.status);
        if (look.tone == Tone::Quiet) {
            ++healthy;
            continue;
        }
        unwell.append({service.name, look.word.toLower()});
        if (severity(look.tone) > severity(worst.tone)) {
            worst = {look.glyph, look.tone, {}};
        }
    }
    QStringList parts = namesByState(unwell);
    if (healthy > 0) {
        parts << Text::tr("%1 of %2 healthy").arg(healthy).arg(services.size());
    }
    return {.label = Text::tr("Services"),
            .look = worst,
            .text = listOr(parts, noValue()),
            .wraps = true};
}

QStringList knownFirst(const QStringList &features)
{
    QStringList shown;
    for (const QString &feature : features) {
        const bool isKnown = std::find(Features.begin(), Features.end(), feature) != Features.end();
        shown << (isKnown ? feature : feature + QChar(u'?'));
    }
    return shown;
}

} // namespace

QStringList missingFeatures(const QStringList &available)
{
    QStringList missing;
    for (const QStringView feature : Features) {
        if (!available.contains(feature)) {
            missing << feature.toString();
        }
    }
    return missing;
}

QList<CardLine> degradationLines(const protocol::Degradation &degradation,
                                 const protocol::InfrastructureHealth &store, Trust storeTrust)
{
    const QStringList missing = missingFeatures(degradation.availableFeatures);
    const QString queueWord = degradation.redisHealthy ? u"healthy"_s : u"unhealthy"_s;
    return {{.label = Text::tr("Mode"), .look = lookOfMode(protocol::toText(degradation.mode))},
            storeLine(store, storeTrust),
            {.label = Text::tr("Queue"), .look = lookOfHealth(queueWord)},
            memoryLine(degradation.memoryQueueSize),
            fallbackLine(degradation.fallbackQueues),
            servicesLine(degradation.services),
            {.label = Text::tr("Available"),
             .look = {Glyph::None, Tone::Quiet, {}},
             .text = listOr(knownFirst(degradation.availableFeatures), Text::tr("nothing")),
             .wraps = true},
            {.label = Text::tr("Missing"),
             .look = quietUnless(!missing.isEmpty()),
             .text = listOr(missing, Text::tr("nothing")),
             .wraps = true}};
}

} // namespace ui
