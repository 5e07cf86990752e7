// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/monitoring/monitoringstate.h"

#include "ui/look/format.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QUrl>

#include <algorithm>
#include <tuple>

namespace ui {

using namespace Qt::StringLiterals;
using protocol::TargetHealth;

namespace {

/// A target that misses two scrapes in a row is late.
constexpr int MissedScrapes = 3;
/// A scrape that takes half of the time between two is about to fall behind.
constexpr double MostOfInterval = 0.5;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Monitoring)
};

QStringList wordsOf(const QJsonValue &array, QStringView key)
{
    QStringList words;
    const QJsonArray all = array.toArray();
    for (const auto &one : all) {
        words << one.toObject().value(key).toString();
    }
    return words;
}

/// Its parts, without what it comes to.
QString comparison(const TargetSums &sums)
{
    QString words = sums.down == 0 ? Text::tr("down %1, up %2").arg(sums.down).arg(sums.up)
        : sums.up > sums.down      ? Text::tr("up %1 > down %2").arg(sums.up).arg(sums.down)
                                   : Text::tr("up %1 ≤ down %2").arg(sums.up).arg(sums.down);
    if (sums.unknown > 0) {
        words = Text::tr("%1, unknown %2 (counts on neither side)").arg(words).arg(sums.unknown);
    }
    return words;
}

int badness(const TargetRow &row)
{
    if (row.target.health == TargetHealth::Down) {
        return 0;
    }
    if (row.target.health == TargetHealth::Unknown) {
        return 1;
    }
    return row.isLate ? 2 : 3;
}

} // namespace

void MonitoringPicture::take(const QJsonObject &body)
{
    now = protocol::monitoringHealthFromJson(body);
    if (now.prometheusReachable) {
        known = now;
        knownAt = now.observedAt ? now.observedAt : now.timestamp;
        exporterWords = wordsOf(body.value(u"exporters"), u"status");
    }
}

Freshness knownFreshness(const MonitoringPicture &picture, const Freshness &ofAnswer)
{
    if (!ofAnswer.asOf || !picture.known) {
        return ofAnswer;
    }
    if (picture.now.prometheusReachable) {
        return ofAnswer;
    }
    return {.vouched = false, .asOf = picture.knownAt.value_or(*ofAnswer.asOf)};
}

TargetSums sumsOf(const QList<protocol::JobSummary> &jobs)
{
    TargetSums sums;
    for (const protocol::JobSummary &job : jobs) {
        sums.up += job.up;
        sums.down += job.down;
        sums.unknown += job.unknown;
    }
    return sums;
}

QString ruleInWords(const protocol::MonitoringHealth &health)
{
    if (!health.prometheusReachable) {
        return Text::tr("Prometheus is not reachable → unhealthy");
    }
    const TargetSums sums = sumsOf(health.targetsSummary);
    const bool isSo = sums.down == 0 || sums.up > sums.down;
    if (health.healthy == isSo) {
        return health.healthy ? Text::tr("%1 → healthy").arg(comparison(sums))
                              : Text::tr("%1 → unhealthy").arg(comparison(sums));
    }
    if (sums.total() == 0) {
        return Text::tr("its targets are not known → unhealthy");
    }
    return health.healthy
        ? Text::tr("the backend says healthy, although %1").arg(comparison(sums))
        : Text::tr("the backend says unhealthy, although %1").arg(comparison(sums));
}

Verdict monitoringVerdict(const protocol::MonitoringHealth &health)
{
    return {.look = lookOfHealth(health.healthy ? u"healthy"_s : u"unhealthy"_s),
            .sentence = ruleInWords(health),
            .reasons = health.issues,
            .since = health.statusSince};
}

QString outOfReach(const MonitoringPicture &picture)
{
    const protocol::MonitoringHealth &now = picture.now;
    if (now.prometheusReachable) {
        return {};
    }
    if (now.prometheusUrl.isEmpty()) {
        return Text::tr("No Prometheus is configured. Its address is the key url in the section "
                        "[prometheus] of the configuration.");
    }
    if (picture.known && picture.knownAt) {
        return Text::tr("What is below is what Prometheus at %1 said at %2.")
            .arg(now.prometheusUrl, clockTime(*picture.knownAt));
    }
    return Text::tr(
               "Prometheus at %1 has not answered yet. Its address is the key url in the section "
               "[prometheus] of the configuration.")
        .arg(now.prometheusUrl);
}

QUrl prometheusPage(const protocol::MonitoringHealth &health)
{
    const QUrl url(health.prometheusUrl, QUrl::StrictMode);
    const bool isWeb = url.scheme() == u"http" || url.scheme() == u"https";
    if (!isWeb || url.host().isEmpty()) {
        return {};
    }
    QUrl page = url;
    page.setPath(url.path() + (url.path().endsWith(u'/') ? u"targets"_s : u"/targets"_s));
    return page;
}

QList<TargetRow> targetRows(const QJsonObject &body, int intervalSeconds)
{
    const protocol::MonitoringTargets told = protocol::monitoringTargetsFromJson(body);
    const QStringList words = wordsOf(body.value(u"targets"), u"health");
    const auto asked = told.observedAt ? told.observedAt : told.timestamp;
    QList<TargetRow> rows;
    rows.reserve(told.targets.size());
    QHash<std::pair<QString, QString>, int> twins;
    for (qsizetype i = 0; i < told.targets.size(); ++i) {
        const protocol::ScrapeTarget &target = told.targets.at(i);
        TargetRow row{.target = target,
                      .healthWord = words.at(i),
                      .twin = twins[{target.job, target.instance}]++,
                      .intervalSeconds = intervalSeconds};
        if (asked && target.lastScrape && intervalSeconds > 0) {
            row.isLate =
                *asked - *target.lastScrape > std::chrono::seconds(intervalSeconds) * MissedScrapes;
        }
        rows.append(row);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const TargetRow &a, const TargetRow &b) {
        return std::tuple(badness(a), a.target.job, a.target.instance)
            < std::tuple(badness(b), b.target.job, b.target.instance);
    });
    return rows;
}

QList<TargetRow> unhealthyOf(const QList<TargetRow> &rows)
{
    QList<TargetRow> unhealthy;
    for (const TargetRow &row : rows) {
        if (row.target.health != TargetHealth::Up || row.isLate) {
            unhealthy.append(row);
        }
    }
    return unhealthy;
}

QString targetsText(const QList<TargetRow> &rows)
{
    TargetSums sums;
    for (const TargetRow &row : rows) {
        sums.up += row.target.health == TargetHealth::Up ? 1 : 0;
        sums.down += row.target.health == TargetHealth::Down ? 1 : 0;
        sums.unknown += row.target.health == TargetHealth::Unknown ? 1 : 0;
    }
    QStringList parts{Text::tr("%1 up").arg(sums.up), Text::tr("%1 down").arg(sums.down)};
    if (sums.unknown > 0) {
        parts << Text::tr("%1 unknown").arg(sums.unknown);
    }
    const QString all = Text::tr("%n targets", nullptr, static_cast<int>(rows.size()));
    return Text::tr("%1: %2").arg(all, parts.join(u", "));
}

Look lookOf(const TargetRow &row)
{
    if (row.target.health == TargetHealth::Up && row.isLate) {
        return {Glyph::Triangle, Tone::Warning, Text::tr("Late")};
    }
    return lookOfHealth(row.healthWord);
}

Gauge durationGauge(const TargetRow &row)
{
    if (row.intervalSeconds <= 0) {
        return {};
    }
    const double interval = row.intervalSeconds;
    return {.value = row.target.scrapeDurationSeconds,
            .top = interval,
            .warning = interval * MostOfInterval,
            .critical = interval};
}

QString durationText(const TargetRow &row)
{
    if (!row.target.scrapeDurationSeconds) {
        return noValue();
    }
    const QString took = latency(*row.target.scrapeDurationSeconds * 1000);
    return row.intervalSeconds > 0
        ? Text::tr("%1 of %2").arg(took, shortDuration(std::chrono::seconds(row.intervalSeconds)))
        : took;
}

Look lookOf(const protocol::JobSummary &job)
{
    if (job.down > 0) {
        return job.up > 0 ? Look{Glyph::Triangle, Tone::Warning, Text::tr("Partly down")}
                          : lookOfHealth(u"down"_s);
    }
    return job.unknown > 0 ? lookOfHealth(u"unknown"_s) : lookOfHealth(u"up"_s);
}

QList<protocol::JobSummary> worstFirst(QList<protocol::JobSummary> jobs)
{
    std::stable_sort(jobs.begin(), jobs.end(),
                     [](const protocol::JobSummary &a, const protocol::JobSummary &b) {
                         return severity(lookOf(a).tone) > severity(lookOf(b).tone);
                     });
    return jobs;
}

} // namespace ui
