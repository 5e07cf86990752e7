// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historymodels.h"

#include "backend/protocol/json.h"
#include "ui/look/format.h"
#include "ui/look/states.h"
#include "ui/look/zone.h"
#include "ui/models/changesmodel.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace ui {

namespace {

qint64 milliseconds(protocol::WallTime time)
{
    return static_cast<qint64>(time.time_since_epoch().count());
}

/// The rows that are listed, and the places of the first and last of all.
template<typename Row, typename KeyOf>
PageOf<Row> pageOf(QList<Row> all, const HistoryFilter &filter, const KeyOf &keyOf)
{
    std::sort(all.begin(), all.end(),
              [&](const Row &a, const Row &b) { return keyOf(a) > keyOf(b); });
    PageOf<Row> page;
    if (!all.isEmpty()) {
        page.top = keyOf(all.first());
        page.bottom = keyOf(all.last());
    }
    std::copy_if(all.begin(), all.end(), std::back_inserter(page.rows),
                 [&](const Row &row) { return matches(filter, row); });
    return page;
}

QString textOf(const protocol::RestartEvent &restart, int column)
{
    switch (column) {
    case RestartsModel::Time:
        return restart.timestamp ? dateTime(*restart.timestamp) : noValue();
    case RestartsModel::Worker:
        return restart.workerName;
    case RestartsModel::What:
        return lookOfOutcome(restart.status).word;
    case RestartsModel::Attempt:
        return QString::number(restart.attempt);
    case RestartsModel::Reason:
        return restart.error ? restart.error->simplified() : noValue();
    default:
        return {};
    }
}

QString textOf(const protocol::Event &line, int column)
{
    switch (column) {
    case JournalModel::Time:
        return dateTime(line.timestamp);
    case JournalModel::Type:
        return line.type;
    case JournalModel::About:
        return changeText(line).subject;
    case JournalModel::What:
        return changeText(line).sentence;
    default:
        return {};
    }
}

} // namespace

int JournalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JournalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Time:
        return tr("Time (%1)").arg(zoneName());
    case Type:
        return tr("Type");
    case About:
        return tr("About");
    case What:
        return tr("What");
    default:
        return {};
    }
}

QVariant JournalModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const protocol::Event *line = row(index.row());
    if (role == Qt::DisplayRole) {
        return line ? textOf(*line, index.column()) : tr("…");
    }
    if (role == Qt::ToolTipRole && line) {
        return plainTip(QString::fromUtf8(QJsonDocument(line->data).toJson()));
    }
    return {};
}

// Between two times the backend lists by the time, which is another order where a clock was set.
RowKey JournalModel::keyOf(const protocol::Event &row) const
{
    const bool isByTime = m_filter.time.since || m_filter.time.until;
    return {isByTime ? milliseconds(row.timestamp) : 0, row.sequence};
}

PageOf<protocol::Event> JournalModel::read(const QJsonObject &body, const PageAsk &) const
{
    QList<protocol::Event> all;
    const QJsonArray items = body.value(u"items").toArray();
    for (const auto &item : items) {
        if (const auto line = protocol::eventFromJson(item.toObject())) {
            all.append(*line);
        }
    }
    auto page =
        pageOf(std::move(all), m_filter, [this](const protocol::Event &e) { return keyOf(e); });
    page.next = protocol::textOf(body, u"next_cursor");
    return page;
}

int RestartsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RestartsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Time:
        return tr("Time (%1)").arg(zoneName());
    case Worker:
        return tr("Worker");
    case What:
        return tr("What");
    case Attempt:
        return tr("Attempt");
    case Reason:
        return tr("Reason");
    default:
        return {};
    }
}

QVariant RestartsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const protocol::RestartEvent *restart = row(index.row());
    if (role == Qt::DisplayRole) {
        return restart ? textOf(*restart, index.column()) : tr("…");
    }
    if (role == Qt::ToolTipRole && restart && restart->error) {
        return plainTip(*restart->error);
    }
    return {};
}

// The backend gives them no number; two of one moment differ in something.
RowKey RestartsModel::keyOf(const protocol::RestartEvent &row) const
{
    const std::size_t other = qHash(row.workerName) ^ qHash(row.error.value_or(QString()))
        ^ (static_cast<std::size_t>(row.attempt) * 8 + static_cast<std::size_t>(row.status));
    return {row.timestamp ? milliseconds(*row.timestamp) : 0, static_cast<qint64>(other >> 1)};
}

PageOf<protocol::RestartEvent> RestartsModel::read(const QJsonObject &body,
                                                   const PageAsk &ask) const
{
    auto page = pageOf(protocol::restartHistoryFromJson(body).items, m_filter,
                       [this](const protocol::RestartEvent &e) { return keyOf(e); });
    page.next = nextOffset(body, ask.cursor);
    return page;
}

std::optional<QString> nextOffset(const QJsonObject &body, const QString &offset)
{
    const qint64 read = body.value(u"items").toArray().size();
    const qint64 next = offset.toLongLong() + read;
    const bool hasMore = read > 0 && body.value(u"pagination")[u"has_more"].toBool();
    return hasMore ? std::optional(QString::number(next)) : std::nullopt;
}

} // namespace ui
