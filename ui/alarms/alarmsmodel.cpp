// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/alarmsmodel.h"

#include "ui/alarms/alarmrules.h"
#include "ui/look/format.h"

#include <utility>

namespace ui {

namespace {

/// What the column is sorted by where its text is not.
QVariant sortKey(const protocol::Alert &alert, int column)
{
    const auto ms = [](const std::optional<protocol::WallTime> &time) {
        return time ? static_cast<qint64>(time->time_since_epoch().count()) : qint64{0};
    };
    switch (column) {
    case AlarmsModel::Priority:
        return alarmRank(alert);
    case AlarmsModel::Since:
        return -ms(alert.createdAt);
    case AlarmsModel::Source:
        return alarmName(alert);
    case AlarmsModel::Message:
        return alert.message;
    case AlarmsModel::Count:
        return -alert.count;
    default:
        return alarmStateText(alert);
    }
}

} // namespace

AlarmsModel::AlarmsModel(std::function<protocol::WallTime()> now, QObject *parent)
    : KeyedModel(parent)
    , m_now(std::move(now))
{ }

int AlarmsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

int AlarmsModel::rowOf(const QString &id) const
{
    for (int i = 0; i < rows().size(); ++i) {
        if (row(i).id == id) {
            return i;
        }
    }
    return -1;
}

QVariant AlarmsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Priority:
        return tr("Priority");
    case Since:
        return tr("Since");
    case Source:
        return tr("Source");
    case Message:
        return tr("Message");
    case Count:
        return tr("Count");
    case State:
        return tr("State");
    default:
        return {};
    }
}

QString AlarmsModel::text(const protocol::Alert &alert, int column) const
{
    switch (column) {
    case Priority:
        return priorityDigit(alarmPriority(alert));
    case Since:
        return age(alert.createdAt, m_now());
    case Source:
        return alarmName(alert);
    case Message:
        return alert.message.isEmpty() ? noValue() : alert.message.simplified();
    case Count:
        return QString::number(alert.count);
    case State:
        return alarmStateText(alert);
    default:
        return {};
    }
}

QVariant AlarmsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const protocol::Alert &alert = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(alert, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Priority
            ? lookOfPriority(alarmPriority(alert), alarmState(alert)).word
            : text(alert, index.column());
    case Qt::ToolTipRole:
        return index.column() == Since ? momentAgo(alert.createdAt, m_now())
                                       : plainTip(alert.message);
    case SortRole:
        return sortKey(alert, index.column());
    default:
        return {};
    }
}

} // namespace ui
