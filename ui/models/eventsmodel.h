// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"
#include "ui/models/keyedmodel.h"

#include <QJsonObject>

#include <optional>

namespace ui {

/// One security event as GET /api/events tells it.
struct EventRow
{
    qint64 id = 0;
    QString cameraId = {};
    std::optional<protocol::WallTime> startedAt = {};
    std::optional<protocol::WallTime> endedAt = {};
    std::optional<int> riskScore = {};
    QString riskLevel = {};
    QString summary = {};
    qint64 detectionCount = 0;
    std::optional<bool> reviewed = {}; ///< nothing: the backend does not say

    bool operator==(const EventRow &) const = default;
};

EventRow eventRowOf(const QJsonObject &object);

QList<EventRow> eventRows(const QJsonObject &body);

/// The newest security events by id, newest first.
class EventsModel final : public KeyedModel<EventRow>
{
    Q_OBJECT

public:
    enum Column
    {
        Risk,
        Camera,
        Summary,
        Time,
        ColumnCount
    };

    using KeyedModel::KeyedModel;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QString keyOf(const EventRow &row) const override { return QString::number(row.id); }
};

} // namespace ui
