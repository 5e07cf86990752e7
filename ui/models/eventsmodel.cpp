// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/eventsmodel.h"

#include "backend/protocol/json.h"
#include "ui/look/format.h"
#include "ui/look/states.h"

#include <QJsonArray>

namespace ui {

EventRow eventRowOf(const QJsonObject &object)
{
    const auto score = protocol::integerOf(object, u"risk_score");
    const QJsonValue reviewed = object.value(u"reviewed");
    return {.id = object.value(u"id").toInteger(),
            .cameraId = object.value(u"camera_id").toString(),
            .startedAt = protocol::timeOf(object, u"started_at"),
            .endedAt = protocol::timeOf(object, u"ended_at"),
            .riskScore = score ? std::optional(static_cast<int>(*score)) : std::nullopt,
            .riskLevel = object.value(u"risk_level").toString(),
            .summary = object.value(u"summary").toString(),
            .detectionCount = object.value(u"detection_count").toInteger(),
            .reviewed = reviewed.isBool() ? std::optional(reviewed.toBool()) : std::nullopt};
}

QList<EventRow> eventRows(const QJsonObject &body)
{
    QList<EventRow> rows;
    const QJsonArray items = body.value(u"items").toArray();
    for (const auto &item : items) {
        rows.append(eventRowOf(item.toObject()));
    }
    return rows;
}

int EventsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventsModel::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole || !checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const EventRow &event = row(index.row());
    switch (index.column()) {
    case Risk:
        return tr("%1 %2").arg(lookOfRisk(event.riskLevel).word,
                               event.riskScore ? QString::number(*event.riskScore) : noValue());
    case Camera:
        return event.cameraId;
    case Summary:
        return event.summary.simplified();
    case Time:
        return event.startedAt ? clockTime(*event.startedAt) : noValue();
    default:
        return {};
    }
}

} // namespace ui
