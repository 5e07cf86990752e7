// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/monitoring/targetsmodel.h"

#include "ui/frame/factsdelegate.h"
#include "ui/look/format.h"

#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

TargetsModel::TargetsModel(std::function<protocol::WallTime()> now, QObject *parent)
    : KeyedModel(parent)
    , m_now(std::move(now))
{ }

int TargetsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TargetsModel::keyOf(const TargetRow &row) const
{
    return row.target.job + u'\n' + row.target.instance + u'\n' + QString::number(row.twin);
}

QVariant TargetsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case State:
        return tr("State");
    case Job:
        return tr("Job");
    case Instance:
        return tr("Address");
    case LastScrape:
        return tr("Last scrape");
    case Duration:
        return tr("Took");
    case LastError:
        return tr("Last error");
    default:
        return {};
    }
}

QString TargetsModel::text(const TargetRow &row, int column) const
{
    switch (column) {
    case State:
        return lookOf(row).word;
    case Job:
        return row.target.job.isEmpty() ? noValue() : row.target.job;
    case Instance:
        return row.target.instance.isEmpty() ? noValue() : row.target.instance;
    case LastScrape:
        return row.target.lastScrape ? tr("%1 ago").arg(age(row.target.lastScrape, m_now()))
                                     : tr("never");
    case Duration:
        return durationText(row);
    case LastError:
        return row.target.lastError ? row.target.lastError->simplified() : noValue();
    default:
        return {};
    }
}

QString TargetsModel::hint(const TargetRow &row, int column) const
{
    if (column == LastScrape) {
        return momentAgo(row.target.lastScrape, m_now());
    }
    if (column == State && row.target.statusSince) {
        //: "Down since 14:02:03 (5 min ago)"
        return tr("%1 since %2").arg(lookOf(row).word, momentAgo(row.target.statusSince, m_now()));
    }
    if (column != Job) {
        return text(row, column);
    }
    QStringList labels;
    for (auto label = row.target.labels.begin(); label != row.target.labels.end(); ++label) {
        labels << tr("%1 = %2").arg(label.key(), label.value());
    }
    return labels.join(u'\n');
}

QVariant TargetsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const TargetRow &target = row(index.row());
    if (role == Qt::DisplayRole) {
        return text(target, index.column());
    }
    if (role == Qt::ToolTipRole) {
        return plainTip(hint(target, index.column()));
    }
    if (role == LookRole && index.column() == State) {
        return QVariant::fromValue(lookOf(target));
    }
    if (role == GaugeRole && index.column() == Duration && target.intervalSeconds > 0) {
        return QVariant::fromValue(durationGauge(target));
    }
    return {};
}

int JobsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section >= Up) {
        return QVariant::fromValue(static_cast<int>(Qt::AlignRight | Qt::AlignVCenter));
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case State:
        return tr("State");
    case Job:
        return tr("Job");
    case Up:
        return tr("Up");
    case Down:
        return tr("Down");
    case Unknown:
        return tr("Unknown");
    default:
        return {};
    }
}

QString JobsModel::text(const protocol::JobSummary &job, int column)
{
    switch (column) {
    case State:
        return lookOf(job).word;
    case Job:
        return job.job;
    case Up:
        return QString::number(job.up);
    case Down:
        return QString::number(job.down);
    case Unknown:
        return QString::number(job.unknown);
    default:
        return {};
    }
}

QVariant JobsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const protocol::JobSummary &job = row(index.row());
    if (role == LookRole && index.column() == State) {
        return QVariant::fromValue(lookOf(job));
    }
    if (role == Qt::TextAlignmentRole && index.column() >= Up) {
        return QVariant::fromValue(static_cast<int>(Qt::AlignRight | Qt::AlignVCenter));
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    const QString told = text(job, index.column());
    return role == Qt::ToolTipRole ? plainTip(told) : told;
}

} // namespace ui
