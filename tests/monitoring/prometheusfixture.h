// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/monitoring/monitoringrules.h"

#include <QByteArrayList>
#include <QStringList>

/// What a Prometheus answers, written down shortly.
namespace prometheusfixture {

using namespace Qt::StringLiterals;

inline const QString Url = u"http://prometheus:9090"_s;
inline const protocol::WallTime Now = *protocol::fromIso(u"2025-12-27T10:30:05Z");

inline monitoring::CallAnswer answered(const QByteArray &body, int status = 200)
{
    return {.end = monitoring::CallEnd::Answered, .httpStatus = status, .body = body};
}

/// "job instance health [second of the last scrape | never] [interval] [error]"
inline QByteArray target(const QString &line)
{
    const QStringList words = line.split(u' ');
    const QString second = words.value(3, u"0"_s);
    const QString scrape = second == u"never"
        ? u"0001-01-01T00:00:00Z"_s
        : u"2025-12-27T10:30:%1Z"_s.arg(second, 2, QLatin1Char('0'));
    return u"{\"labels\":{\"job\":\"%1\",\"instance\":\"%2\"},\"health\":\"%3\","
           "\"lastScrape\":\"%4\",\"scrapeInterval\":\"%5\",\"lastError\":\"%6\"}"_s
               .arg(words.value(0), words.value(1), words.value(2), scrape, words.value(4),
                    words.mid(5).join(u' '))
               .toUtf8();
}

inline monitoring::Answers answers(const QStringList &targets)
{
    QByteArrayList all;
    for (const QString &line : targets) {
        all.append(target(line));
    }
    return {.ready = answered("Prometheus Server is Ready.\n"),
            .targets = answered(R"({"status":"success","data":{"activeTargets":[)" + all.join(',')
                                + "]}}"),
            .tsdb = answered(R"({"status":"success","data":{"headStats":{"numSeries":15000}}})")};
}

inline monitoring::Observation observe(const QStringList &targets)
{
    return monitoring::observe(answers(targets), Url, Now);
}

/// name, status, endpoint, second of the last scrape, error
inline QString textOf(const protocol::Exporter &exporter)
{
    return QStringList{exporter.name, protocol::toText(exporter.status), exporter.endpoint,
                       exporter.lastScrape ? protocol::toIso(*exporter.lastScrape).sliced(17, 2)
                                           : u"null"_s,
                       exporter.error.value_or(u"null"_s)}
        .join(u' ');
}

} // namespace prometheusfixture
