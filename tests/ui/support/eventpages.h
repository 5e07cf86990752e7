// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tests {

using namespace Qt::StringLiterals;

inline QJsonObject eventOf(int id, int score)
{
    return {{u"id"_s, id},
            {u"camera_id"_s, u"gate"_s},
            {u"started_at"_s,
             protocol::toIso(protocol::WallTime(std::chrono::seconds(1'760'000'000 + id)))},
            {u"risk_score"_s, score},
            {u"risk_level"_s, u"low"_s},
            {u"summary"_s, u"event number %1"_s.arg(id)},
            {u"reviewed"_s, false},
            {u"detection_count"_s, 1}};
}

/// The events from `newest` down to `oldest`.
inline QByteArray eventsPage(int newest, int oldest, int total, int score = 10)
{
    QJsonArray items;
    for (int id = newest; id >= oldest; --id) {
        items.append(eventOf(id, score));
    }
    QJsonObject body{{u"items"_s, items}, {u"total"_s, total}};
    if (oldest > 1) {
        body.insert(u"next_cursor"_s, u"c%1"_s.arg(oldest));
    }
    return QJsonDocument(body).toJson();
}

} // namespace tests
