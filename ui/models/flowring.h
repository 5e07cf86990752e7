// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/health.h"
#include "backend/protocol/pipeline.h"

#include <QList>
#include <QMap>

#include <optional>

namespace ui {

/// One figure at one moment; without a value nobody vouched for one, and a gap is drawn.
struct FlowPoint
{
    protocol::WallTime at{};
    std::optional<double> value = {};

    bool operator==(const FlowPoint &) const = default;
};

/// All figures of one moment by key: "queue/NAME", "in/STAGE", "out/STAGE", "p50/STAGE",
/// "p95/STAGE", "p99/STAGE", "closed/REASON" (a count since the start), "response/SERVICE" (ms).
/// What was not known then has no key.
struct FlowSample
{
    protocol::WallTime at{};
    QMap<QString, double> figures = {};

    bool operator==(const FlowSample &) const = default;
};

/// The figures of a pipeline answer; none without one that is vouched for.
void addFigures(FlowSample &sample, const protocol::PipelineStatus &pipeline);

/// The response times of the AI services.
void addFigures(FlowSample &sample, const protocol::FullHealth &health);

/// The last hour of figures, bounded.
class FlowRing final
{
public:
    static constexpr qsizetype Most = 720;

    /// `period` is what lies between two samples; a longer silence is a gap.
    explicit FlowRing(std::chrono::milliseconds period)
        : m_period(period)
    { }

    /// A new one is due: a period has passed, or the clock was set back.
    bool isDue(protocol::WallTime now) const;

    /// Takes a sample; one from long before the last one begins anew.
    void add(const FlowSample &sample);

    const QList<FlowSample> &samples() const { return m_samples; }

    /// One figure over time, with gaps where it was not known.
    QList<FlowPoint> points(const QString &key) const;

    /// The known values of one figure, oldest first.
    QList<double> values(const QString &key) const;

    /// What comes after `prefix` in the keys that occur, sorted.
    QStringList names(QStringView prefix) const;

private:
    bool isSetBack(protocol::WallTime now) const;

    std::chrono::milliseconds m_period;
    QList<FlowSample> m_samples;
};

} // namespace ui
