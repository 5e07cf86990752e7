// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/event.h"
#include "ui/look/states.h"
#include "ui/models/keyedmodel.h"

namespace ui {

/// What an event of the journal says in one sentence.
struct ChangeText
{
    Look look = {};
    QString subject = {};
    QString sentence = {};

    bool operator==(const ChangeText &) const = default;
};

ChangeText changeText(const protocol::Event &event);

/// False for what comes all the time: figures, progress, single detections.
bool isWorthALine(const protocol::Event &event);

/// The events of GET /api/journal that are worth a line.
QList<protocol::Event> changesOf(const QJsonObject &body);

/// What changed last, by sequence, newest first.
class ChangesModel final : public KeyedModel<protocol::Event>
{
    Q_OBJECT

public:
    enum Column
    {
        Time,
        Subject,
        Sentence,
        ColumnCount
    };

    using KeyedModel::KeyedModel;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QString keyOf(const protocol::Event &row) const override
    {
        return QString::number(row.sequence);
    }

    /// What has happened does not change: its data, the dear part, is not compared.
    bool isSame(const protocol::Event &left, const protocol::Event &right) const override
    {
        return left.timestamp == right.timestamp && left.type == right.type;
    }
};

} // namespace ui
