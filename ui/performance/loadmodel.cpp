// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/performance/loadmodel.h"

#include "ui/charts/chartrules.h"
#include "ui/frame/factsdelegate.h"
#include "ui/look/format.h"
#include "ui/look/gauge.h"

#include <cmath>

namespace ui {

namespace {

/// Up to the next whole core.
Gauge cpuGauge(const std::optional<double> &cpu)
{
    constexpr double core = 100;
    return {.value = cpu, .top = std::max(1.0, std::ceil(cpu.value_or(0) / core)) * core};
}

} // namespace

int LoadModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LoadModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::ToolTipRole && section == Cpu) {
        return tr("Of one core: 200 % are two cores");
    }
    if (role == Qt::TextAlignmentRole && section >= Memory) {
        return QVariant::fromValue(static_cast<int>(Qt::AlignRight | Qt::AlignVCenter));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Worker:
        return tr("Worker");
    case Cpu:
        return tr("CPU (%)");
    case Memory:
        return tr("RAM (MB)");
    case Processes:
        return tr("Processes");
    default:
        return {};
    }
}

QString LoadModel::text(const protocol::WorkerFigures &row, int column)
{
    switch (column) {
    case Worker:
        return row.name;
    case Cpu:
        return figureText(row.cpuPercent);
    case Memory:
        return figureText(row.memoryMb);
    case Processes:
        return row.processes ? QString::number(*row.processes) : noValue();
    default:
        return {};
    }
}

QVariant LoadModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const protocol::WorkerFigures &worker = row(index.row());
    if (role == Qt::DisplayRole) {
        return text(worker, index.column());
    }
    if (role == Qt::ToolTipRole) {
        return plainTip(text(worker, index.column()));
    }
    if (role == Qt::TextAlignmentRole && index.column() >= Memory) {
        return QVariant::fromValue(static_cast<int>(Qt::AlignRight | Qt::AlignVCenter));
    }
    return role == GaugeRole && index.column() == Cpu
        ? QVariant::fromValue(cpuGauge(worker.cpuPercent))
        : QVariant();
}

} // namespace ui
