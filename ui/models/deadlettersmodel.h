// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"
#include "ui/models/keyedmodel.h"

#include <QJsonObject>

#include <optional>

namespace ui {

/// One failed attempt of a job.
struct FailedAttempt
{
    std::optional<protocol::WallTime> at = {};
    QString reason = {};

    bool operator==(const FailedAttempt &) const = default;
};

/// A job that was given up.
struct DeadLetter
{
    QString queue = {};
    QString id = {};
    QString error = {};
    QString errorType = {};
    std::optional<qint64> httpStatus = {};
    qint64 attempts = 0;
    std::optional<protocol::WallTime> firstFailedAt = {};
    std::optional<protocol::WallTime> lastFailedAt = {};
    QList<FailedAttempt> history = {};

    bool operator==(const DeadLetter &) const = default;

    /// What a wish names it by.
    QString key() const { return queue + QChar(u'/') + id; }
};

/// The items of GET /api/dlq/{queue}.
QList<DeadLetter> deadLettersOf(const QJsonObject &body, const QString &queue);

/// Dead letters of all queues.
class DeadLettersModel final : public KeyedModel<DeadLetter>
{
    Q_OBJECT

public:
    enum Column
    {
        Queue,
        Reason,
        Attempts,
        When,
        ColumnCount
    };

    using KeyedModel::KeyedModel;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString keyOf(const DeadLetter &row) const override { return row.key(); }

    static QString hint(const DeadLetter &letter);
};

} // namespace ui
