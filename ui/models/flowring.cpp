// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/flowring.h"

#include <QSet>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

void put(FlowSample &sample, const QString &key, const std::optional<double> &value)
{
    if (value) {
        sample.figures.insert(key, *value);
    }
}

} // namespace

void addFigures(FlowSample &sample, const protocol::PipelineStatus &pipeline)
{
    for (const protocol::QueueStatus &queue : pipeline.queues) {
        sample.figures.insert(u"queue/"_s + queue.name, static_cast<double>(queue.waiting));
    }
    for (const protocol::StageFlow &stage : pipeline.stages) {
        put(sample, u"in/"_s + stage.stage, stage.inPerMinute);
        put(sample, u"out/"_s + stage.stage, stage.outPerMinute);
        put(sample, u"p50/"_s + stage.stage, stage.p50Ms);
        put(sample, u"p95/"_s + stage.stage, stage.p95Ms);
        put(sample, u"p99/"_s + stage.stage, stage.p99Ms);
    }
    const auto &closed = pipeline.closedBatches;
    for (auto it = closed.begin(); it != closed.end(); ++it) {
        sample.figures.insert(u"closed/"_s + it.key(), static_cast<double>(it.value()));
    }
}

void addFigures(FlowSample &sample, const protocol::FullHealth &health)
{
    for (const protocol::AiServiceHealth &service : health.aiServices) {
        put(sample, u"response/"_s + service.name, service.responseTimeMs);
    }
}

// The stamps of several answers, from which the clock is learnt, differ a little.
bool FlowRing::isSetBack(protocol::WallTime now) const
{
    return !m_samples.isEmpty() && m_samples.last().at - now > 3 * m_period;
}

bool FlowRing::isDue(protocol::WallTime now) const
{
    return m_samples.isEmpty() || isSetBack(now) || now - m_samples.last().at >= m_period;
}

void FlowRing::add(const FlowSample &sample)
{
    if (isSetBack(sample.at)) {
        m_samples.clear(); // a line that runs backwards tells nothing
    }
    m_samples.append(sample);
    if (m_samples.size() > Most) {
        m_samples.removeFirst();
    }
}

QList<FlowPoint> FlowRing::points(const QString &key) const
{
    QList<FlowPoint> points;
    std::optional<protocol::WallTime> before;
    for (const FlowSample &sample : m_samples) {
        if (before && sample.at - *before > 3 * m_period) {
            points.append({*before + m_period, std::nullopt});
        }
        before = sample.at;
        const auto found = sample.figures.find(key);
        points.append(
            {sample.at, found == sample.figures.end() ? std::nullopt : std::optional(*found)});
    }
    return points;
}

QList<double> FlowRing::values(const QString &key) const
{
    QList<double> values;
    for (const FlowSample &sample : m_samples) {
        const auto found = sample.figures.find(key);
        if (found != sample.figures.end()) {
            values.append(*found);
        }
    }
    return values;
}

QStringList FlowRing::names(QStringView prefix) const
{
    QSet<QString> found;
    for (const FlowSample &sample : m_samples) {
        for (auto it = sample.figures.begin(); it != sample.figures.end(); ++it) {
            if (it.key().startsWith(prefix)) {
                found.insert(it.key().mid(prefix.size()));
            }
        }
    }
    QStringList names(found.begin(), found.end());
    names.sort();
    return names;
}

} // namespace ui
