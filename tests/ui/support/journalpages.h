// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tests {

using namespace Qt::StringLiterals;

inline QJsonObject journalLine(int sequence, const QString &type, const QJsonObject &data)
{
    return {{u"sequence"_s, sequence},
            {u"type"_s, type},
            {u"channel"_s, u"system"_s},
            {u"data"_s, data},
            {u"timestamp"_s,
             protocol::toIso(protocol::WallTime(std::chrono::seconds(1'760'000'000 + sequence)))},
            {u"cause"_s, 0}};
}

/// The lines from `newest` down to `oldest`; each tenth is about a worker, the others are figures.
inline QByteArray journalPage(int newest, int oldest)
{
    QJsonArray items;
    for (int i = newest; i >= oldest; --i) {
        items.append(i % 10 == 0
                         ? journalLine(i, u"service.status_changed"_s,
                                       {{u"service"_s, u"worker:vision"_s},
                                        {u"status"_s, i % 20 == 0 ? u"running"_s : u"crashed"_s}})
                         : journalLine(i, u"system.status"_s, {}));
    }
    QJsonObject body{{u"items"_s, items}, {u"total"_s, 250}};
    if (oldest > 1) {
        body.insert(u"next_cursor"_s, QString::number(oldest));
    }
    return QJsonDocument(body).toJson();
}

} // namespace tests
