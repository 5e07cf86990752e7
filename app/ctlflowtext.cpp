// SPDX-License-Identifier: GPL-3.0-or-later
// What gave up, and what Prometheus says; all other answers are in ctltext.cpp.
#include "app/ctlcells.h"
#include "app/ctllist.h"
#include "app/ctltext.h"
#include "backend/protocol/deadletter.h"

#include <QJsonArray>

#include <array>

using namespace Qt::StringLiterals;

namespace app {

namespace {

constexpr std::array<Column, 5> JobColumns{{{u"JOB", u"job", true},
                                            {u"TARGETS", u"total"},
                                            {u"UP", u"up"},
                                            {u"DOWN", u"down"},
                                            {u"UNKNOWN", u"unknown"}}};
constexpr std::array<Column, 5> ExporterColumns{{{u"EXPORTER", u"name"},
                                                 {u"STATUS", u"status"},
                                                 {u"LAST SCRAPE", u"last_scrape"},
                                                 {u"ENDPOINT", u"endpoint", true},
                                                 {u"ERROR", u"error", true}}};

} // namespace

Sheet deadLettersSheet(const QJsonObject &answer)
{
    QList<QStringList> rows;
    if (answer.contains(u"queues")) {
        const QJsonObject queues = answer.value(u"queues").toObject();
        rows.append({u"QUEUE"_s, u"DEAD"_s});
        for (auto it = queues.begin(); it != queues.end(); ++it) {
            rows.append({it.key(), number(it.value())});
        }
        return {table(rows)};
    }
    const protocol::DeadLetterPage page = protocol::deadLetterPageFromJson(answer);
    rows.append({u"ID"_s, u"FAILED"_s, u"ATTEMPTS"_s, u"TYPE"_s, u"ABOUT"_s, u"ERROR"_s});
    for (const protocol::DeadLetter &letter : page.items) {
        const QString file = letter.originalJob.value(u"file_path").toString();
        rows.append(
            {QString::number(letter.id), stamp(letter.lastFailedAt),
             QString::number(letter.attemptCount), orDash(letter.errorType.value_or(QString())),
             orDash(file.isEmpty() ? letter.originalJob.value(u"batch_id").toString() : file),
             orDash(letter.error)});
    }
    Sheet sheet{table(rows, {4, 5})};
    if (page.nextCursor) {
        sheet.append(lines({moreText(*page.nextCursor)}));
    }
    return sheet;
}

Sheet monitoringSheet(const QJsonObject &answer)
{
    const auto collection = answer.value(u"metrics_collection").toObject();
    Sheet sheet{fields({
        {u"monitoring"_s, answer.value(u"healthy").toBool() ? u"healthy"_s : u"unhealthy"_s},
        {u"prometheus"_s,
         u"%1: %2"_s.arg(answer.value(u"prometheus_reachable").toBool() ? u"up"_s
                                                                        : u"unreachable"_s,
                         cell(answer.value(u"prometheus_url")))},
        {u"last scrape"_s, cell(collection.value(u"last_successful_scrape"))},
        {u"series"_s, number(collection.value(u"total_series"))},
        {u"observed"_s, cell(answer.value(u"observed_at"))},
    })};
    sheet.append(listSheet({u"targets_summary", JobColumns}, answer));
    sheet.append(listSheet({u"exporters", ExporterColumns}, answer));
    const QJsonArray issues = answer.value(u"issues").toArray();
    for (const QJsonValue issue : issues) {
        sheet.append(lines({cell(issue)}));
    }
    return sheet;
}

} // namespace app
