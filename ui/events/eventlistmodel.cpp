// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventlistmodel.h"

#include "backend/protocol/json.h"
#include "ui/look/format.h"
#include "ui/look/states.h"
#include "ui/look/zone.h"

namespace ui {

namespace {

QString reviewedText(const std::optional<bool> &reviewed)
{
    if (!reviewed) {
        return noValue();
    }
    return *reviewed ? EventListModel::tr("Reviewed") : EventListModel::tr("New");
}

QString textOf(const EventRow &event, int column)
{
    switch (column) {
    case EventListModel::Picture:
        return EventListModel::tr("Picture of event %1").arg(QString::number(event.id));
    case EventListModel::Risk:
        return EventListModel::tr("%1 %2").arg(lookOfRisk(event.riskLevel).word,
                                               event.riskScore ? QString::number(*event.riskScore)
                                                               : noValue());
    case EventListModel::Camera:
        return event.cameraId.isEmpty() ? noValue() : event.cameraId;
    case EventListModel::Started:
        return event.startedAt ? dateTime(*event.startedAt) : noValue();
    case EventListModel::Summary:
        return event.summary.isEmpty() ? noValue() : event.summary.simplified();
    case EventListModel::Reviewed:
        return reviewedText(event.reviewed);
    default:
        return {};
    }
}

} // namespace

int EventListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Picture:
        return tr("Picture");
    case Risk:
        return tr("Risk");
    case Camera:
        return tr("Camera");
    case Started:
        return tr("Began (%1)").arg(zoneName());
    case Summary:
        return tr("What");
    case Reviewed:
        return tr("State");
    default:
        return {};
    }
}

QVariant EventListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const EventRow *event = row(index.row());
    if (role == Qt::DisplayRole) {
        return event ? textOf(*event, index.column()) : tr("…");
    }
    if (role == Qt::ToolTipRole && event && index.column() == Summary) {
        return plainTip(event->summary);
    }
    return {};
}

qint64 EventListModel::eventAt(int row) const
{
    return row >= 0 && row < rowCount() ? key(row).second : 0;
}

int EventListModel::rowOfEvent(qint64 id) const
{
    for (int i = 0; i < rowCount(); ++i) {
        if (key(i).second == id) {
            return i;
        }
    }
    return -1;
}

// The order of the backend: by the time it began, and then by its number.
RowKey EventListModel::keyOf(const EventRow &row) const
{
    return {row.startedAt ? static_cast<qint64>(row.startedAt->time_since_epoch().count()) : 0,
            row.id};
}

PageOf<EventRow> EventListModel::read(const QJsonObject &body, const PageAsk &) const
{
    PageOf<EventRow> page{.rows = eventRows(body), .next = protocol::textOf(body, u"next_cursor")};
    std::sort(page.rows.begin(), page.rows.end(),
              [this](const EventRow &a, const EventRow &b) { return keyOf(a) > keyOf(b); });
    if (!page.rows.isEmpty()) {
        page.top = keyOf(page.rows.first());
        page.bottom = keyOf(page.rows.last());
    }
    return page;
}

} // namespace ui
