// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/workersmodel.h"

#include "ui/look/format.h"
#include "ui/look/states.h"

#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

std::optional<protocol::WallTime> upSince(const protocol::Worker &worker)
{
    if (worker.status != protocol::WorkerStatus::Running) {
        return std::nullopt;
    }
    return worker.lastStartedAt ? worker.lastStartedAt : worker.statusSince;
}

namespace {

// By severity, and among what is abnormal the newest first. Milliseconds since 1970 need 41 bits.
qint64 worstFirst(const protocol::Worker &worker)
{
    const int rank = severity(lookOf(worker).tone);
    const bool isQuiet = rank <= severity(Tone::Hollow);
    const qint64 since = worker.statusSince && !isQuiet
        ? static_cast<qint64>(worker.statusSince->time_since_epoch().count())
        : 0;
    return -(static_cast<qint64>(rank) * (qint64{1} << 45) + since);
}

QVariant alignmentOf(int column)
{
    const bool figure = column == WorkersModel::Pid || column == WorkersModel::Uptime
        || column == WorkersModel::Cpu || column == WorkersModel::Memory
        || column == WorkersModel::LastCrash;
    return {(figure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter};
}

} // namespace

WorkersModel::WorkersModel(std::function<protocol::WallTime()> now, QObject *parent)
    : KeyedModel(parent)
    , m_now(std::move(now))
{ }

int WorkersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

void WorkersModel::setLoads(const QList<protocol::WorkerFigures> &loads)
{
    if (loads == m_loads) {
        return;
    }
    m_loads = loads;
    m_loadOf.clear();
    for (qsizetype i = 0; i < loads.size(); ++i) {
        m_loadOf.insert(loads.at(i).name, i);
    }
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, Cpu), index(rowCount() - 1, Memory));
    }
}

std::optional<double> WorkersModel::figure(const protocol::Worker &worker, int column) const
{
    const auto found = m_loadOf.constFind(worker.name);
    if (found == m_loadOf.cend()) {
        return std::nullopt;
    }
    const protocol::WorkerFigures &load = m_loads.at(*found);
    return column == Cpu ? load.cpuPercent : load.memoryMb;
}

int WorkersModel::rowOf(const QString &name) const
{
    for (int i = 0; i < rows().size(); ++i) {
        if (row(i).name == name) {
            return i;
        }
    }
    return -1;
}

QVariant WorkersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        return alignmentOf(section);
    }
    if (orientation == Qt::Horizontal && role == Qt::ToolTipRole && section == Cpu) {
        return tr("Of one core: 200 % are two cores");
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case State:
        return tr("State");
    case Name:
        return tr("Worker");
    case Pid:
        return tr("PID");
    case Uptime:
        return tr("Up for");
    case Restarts:
        return tr("Restarts");
    case NextAttempt:
        return tr("Next attempt");
    case Cpu:
        return tr("CPU (%)");
    case Memory:
        return tr("RAM (MB)");
    case LastCrash:
        return tr("Crashed ago");
    case Says:
        return tr("It says");
    case LastError:
        return tr("Last error");
    default:
        return {};
    }
}

QVariant WorkersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const protocol::Worker &worker = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(worker, index.column());
    case Qt::ToolTipRole:
        return plainTip(hint(worker, index.column()));
    case SortRole:
        return sortKey(worker, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Name && worker.critical ? tr("%1, critical").arg(worker.name)
                                                         : text(worker, index.column());
    case Qt::TextAlignmentRole:
        return alignmentOf(index.column());
    default:
        return {};
    }
}

QString WorkersModel::text(const protocol::Worker &worker, int column) const
{
    switch (column) {
    case State:
        return lookOf(worker).word;
    case Name:
        return worker.name;
    case Pid:
        return worker.pid ? QString::number(*worker.pid) : noValue();
    case Uptime:
        return age(upSince(worker), m_now());
    case Restarts:
        return tr("%1/%2").arg(worker.restartCount).arg(worker.maxRestarts);
    case NextAttempt:
        return worker.nextAttemptAt ? countdown(*worker.nextAttemptAt, m_now()) : noValue();
    case Cpu:
    case Memory: {
        const auto value = figure(worker, column);
        return value ? decimal(*value, 1) : noValue();
    }
    case LastCrash:
        return age(worker.lastCrashedAt, m_now());
    case Says:
        return worker.statusText ? worker.statusText->simplified() : noValue();
    case LastError:
        return worker.error ? worker.error->simplified() : noValue();
    default:
        return {};
    }
}

QString WorkersModel::hint(const protocol::Worker &worker, int column) const
{
    switch (column) {
    case State:
        return worker.statusSince ? tr("Since %1").arg(fullTime(*worker.statusSince)) : QString();
    case Name:
        return worker.critical ? tr("Critical: the system is unhealthy without it")
                               : tr("Not critical");
    case Uptime:
        return worker.lastStartedAt ? tr("Started %1").arg(fullTime(*worker.lastStartedAt))
                                    : QString();
    case Restarts:
        return tr("%1 of %2 automatic restarts used")
            .arg(worker.restartCount)
            .arg(worker.maxRestarts);
    case NextAttempt:
        return worker.nextAttemptAt ? fullTime(*worker.nextAttemptAt) : QString();
    case LastCrash:
        return worker.lastCrashedAt ? fullTime(*worker.lastCrashedAt) : QString();
    case Says:
        return worker.statusText.value_or(QString());
    case LastError:
        return worker.error.value_or(QString());
    default:
        return {};
    }
}

QVariant WorkersModel::sortKey(const protocol::Worker &worker, int column) const
{
    switch (column) {
    case State:
        return worstFirst(worker);
    case Pid:
        return worker.pid.value_or(0);
    case Uptime: {
        const auto since = upSince(worker);
        return since ? static_cast<qint64>((m_now() - *since).count()) : qint64(-1);
    }
    case Restarts:
        return worker.restartCount;
    case NextAttempt:
        return worker.nextAttemptAt
            ? static_cast<qint64>(worker.nextAttemptAt->time_since_epoch().count())
            : qint64(0);
    case Cpu:
    case Memory:
        return figure(worker, column).value_or(-1);
    case LastCrash:
        return worker.lastCrashedAt
            ? static_cast<qint64>(worker.lastCrashedAt->time_since_epoch().count())
            : qint64(0);
    default:
        return text(worker, column);
    }
}

} // namespace ui
