// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/breakers/breakersmodel.h"

#include "ui/look/format.h"

#include <utility>

namespace ui {

BreakersModel::BreakersModel(std::function<protocol::WallTime()> now, QObject *parent)
    : KeyedModel(parent)
    , m_now(std::move(now))
{ }

int BreakersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

int BreakersModel::rowOf(const QString &name) const
{
    for (int i = 0; i < rows().size(); ++i) {
        if (row(i).breaker.name == name) {
            return i;
        }
    }
    return -1;
}

QVariant BreakersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case State:
        return tr("State");
    case Name:
        return tr("Breaker");
    case Since:
        return tr("For");
    case Failures:
        return tr("Failures");
    case Calls:
        return tr("Calls");
    case Rejected:
        return tr("Rejected");
    case Probe:
        return tr("Probe");
    case Latency:
        return tr("Latency");
    case Service:
        return tr("Service");
    default:
        return {};
    }
}

QString BreakersModel::text(const BreakerRow &row, int column) const
{
    const protocol::Breaker &breaker = row.breaker;
    switch (column) {
    case State:
        return lookOf(breaker).word;
    case Name:
        return breaker.name;
    case Since:
        return age(breaker.stateSince, m_now());
    case Failures:
        return failuresText(breaker);
    case Calls:
        return QString::number(breaker.totalCalls);
    case Rejected:
        return QString::number(breaker.rejectedCalls);
    case Probe:
        return probeText(breaker, m_now());
    case Latency:
        return latencyText(row);
    case Service:
        return serviceText(row);
    default:
        return {};
    }
}

QVariant BreakersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const BreakerRow &breaker = row(index.row());
    if (role == Qt::DisplayRole) {
        return text(breaker, index.column());
    }
    return role == Qt::ToolTipRole && index.column() == Service
        ? QVariant(plainTip(serviceText(breaker)))
        : QVariant();
}

} // namespace ui
