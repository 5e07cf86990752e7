// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/monitoring/monitoringrules.h"
#include "backend/protocol/jsonwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using monitoring::CallAnswer;
using monitoring::CallEnd;

namespace {

template<typename Document>
QJsonObject written(const Document &document)
{
    protocol::JsonWriter json;
    protocol::write(json, document, protocol::WallTime());
    return QJsonDocument::fromJson(json.bytes()).object();
}

void check(const monitoring::Observation &seen)
{
    const auto &health = seen.health;
    if (health.exporters.size() != 3 || health.metricsCollection.scrapeIntervalSeconds < 1
        || written(health).isEmpty()) {
        qFatal("a health that is not whole");
    }
    if (!seen.targets) {
        if (health.healthy || health.issues != QStringList{seen.targets.error().detail}) {
            qFatal("vouches for what is not known");
        }
        return;
    }
    const auto &list = seen.targets.value();
    if (list.total != list.targets.size() || list.up + list.down > list.total
        || health.healthy != (list.down == 0 || list.up > list.down)
        || written(list).value(u"targets").toArray().size() != list.total) {
        qFatal("a list that does not add up");
    }
}

} // namespace

/// Whatever Prometheus answers, the two documents are whole and agree.
extern "C" int LLVMFuzzerTestOneInput(const char *data, std::size_t size)
{
    const QByteArray body(data, static_cast<qsizetype>(size));
    const CallAnswer answer{.end = CallEnd::Answered, .httpStatus = 200, .body = body};
    CallAnswer failure = answer;
    failure.httpStatus = 500;
    check(monitoring::observe({.ready = answer, .targets = answer, .tsdb = answer}, u"u"_s, {}));
    check(monitoring::observe({.ready = answer, .targets = failure, .tsdb = answer}, u"u"_s, {}));
    check(monitoring::observe({.ready = failure, .targets = answer, .tsdb = answer}, u"u"_s, {}));
    const QString text = QString::fromUtf8(body);
    if (const auto duration = monitoring::durationOf(text); duration && duration->count() < 1) {
        qFatal("a duration that lasts no time");
    }
    monitoring::scrapeTime(text);
    return 0;
}
