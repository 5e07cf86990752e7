// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/monitoring.h"
#include "ui/client/freshness.h"
#include "ui/frame/verdict.h"
#include "ui/look/gauge.h"

#include <QJsonObject>

namespace ui {

/// What GET monitoring/health said last, and what it said when Prometheus could be asked last.
struct MonitoringPicture
{
    protocol::MonitoringHealth now = {};
    std::optional<protocol::MonitoringHealth> known = {}; ///< Prometheus was reachable then
    QStringList exporterWords = {}; ///< the states of known->exporters as they came
    std::optional<protocol::WallTime> knownAt = {}; ///< when Prometheus said it

    void take(const QJsonObject &body);

    bool operator==(const MonitoringPicture &) const = default;
};

/// How far `known` can be trusted, given how far the answer can: not at all while Prometheus is
/// out of reach.
Freshness knownFreshness(const MonitoringPicture &picture, const Freshness &ofAnswer);

/// The figures that the rule of the specification looks at.
struct TargetSums
{
    int up = 0;
    int down = 0;
    int unknown = 0;

    int total() const { return up + down + unknown; }

    bool operator==(const TargetSums &) const = default;
};

TargetSums sumsOf(const QList<protocol::JobSummary> &jobs);

/// "up 5 > down 1 → healthy": the specification's rule with the figures of now. What the backend
/// says decides; where its own figures say otherwise, that is told too.
QString ruleInWords(const protocol::MonitoringHealth &health);

/// The band on top: healthy or not, by which rule, and what is wrong.
Verdict monitoringVerdict(const protocol::MonitoringHealth &health);

/// Prometheus is out of reach: what is still told then, in one sentence; else nothing.
QString outOfReach(const MonitoringPicture &picture);

/// The address of the list of targets in Prometheus; invalid where that is not on the web.
QUrl prometheusPage(const protocol::MonitoringHealth &health);

/// One target with what is normal for it.
struct TargetRow
{
    protocol::ScrapeTarget target = {};
    QString healthWord = {}; ///< as it came
    int twin = 0; ///< counts targets of the same job and address
    int intervalSeconds = 0; ///< 0: not known
    bool isLate = false; ///< its last scrape was long before Prometheus was asked

    bool operator==(const TargetRow &) const = default;
};

/// Worst first: down, unknown, late, up; of those that are alike by job and address.
/// `intervalSeconds` is how often they are scraped; 0 where that is not known.
QList<TargetRow> targetRows(const QJsonObject &body, int intervalSeconds);

/// Without those that are up and in time.
QList<TargetRow> unhealthyOf(const QList<TargetRow> &rows);

/// "5 targets: 4 up, 1 down".
QString targetsText(const QList<TargetRow> &rows);

/// Up, or late, or what else its health is.
Look lookOf(const TargetRow &row);

/// How long a scrape took, against the time between two of them.
Gauge durationGauge(const TargetRow &row);

/// "45 ms of 15 s".
QString durationText(const TargetRow &row);

/// The state of a job from its counts.
Look lookOf(const protocol::JobSummary &job);

/// Worst first; those that are alike as they came.
QList<protocol::JobSummary> worstFirst(QList<protocol::JobSummary> jobs);

} // namespace ui
