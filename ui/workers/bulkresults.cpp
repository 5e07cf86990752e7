// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/bulkresults.h"

#include "ui/act/bulk.h"
#include "ui/act/bulktext.h"
#include "ui/frame/factsdelegate.h"
#include "ui/frame/factstable.h"
#include "ui/frame/headerroom.h"
#include "ui/look/format.h"

#include <QFont>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

constexpr int MostRows = 5;

} // namespace

int BulkModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BulkModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Target:
        return tr("Worker");
    case Result:
        return tr("Result");
    case Reason:
        return tr("Why");
    default:
        return {};
    }
}

QVariant BulkModel::data(const QModelIndex &index, int role) const
{
    const BulkItem &item = row(index.row());
    const Look look = lookOf(item.state);
    if (role == LookRole && index.column() == Result) {
        return QVariant::fromValue(look);
    }
    if (role == Qt::ToolTipRole && index.column() == Reason && !item.reason.isEmpty()) {
        return plainTip(item.reason);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case Target:
        return item.target;
    case Result:
        return look.word;
    case Reason:
        return item.reason.isEmpty() ? noValue() : item.reason.simplified();
    default:
        return {};
    }
}

BulkResults::BulkResults(Bulk &bulk, QWidget *parent)
    : QWidget(parent)
    , m_bulk(bulk)
    , m_model(this)
    , m_summary(new QLabel(this))
    , m_callOff(new QPushButton(tr("Send no &more"), this))
    , m_close(new QPushButton(tr("C&lose the results"), this))
    , m_table(new FactsTable(tr("Results"), this))
{
    QFont bold = font();
    bold.setBold(true);
    m_summary->setFont(bold);
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new FactsDelegate(m_table));
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int unit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(BulkModel::Target, unit * 22);
    m_table->setColumnWidth(BulkModel::Result, unit * 26);
    makeRoomForWords(*m_table->horizontalHeader());
    m_table->setFreshness({.vouched = true}, {}); // what was answered stays so
    auto *head = new QHBoxLayout;
    head->addWidget(m_summary, 1);
    head->addWidget(m_callOff);
    head->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(m_table);
    connect(m_callOff, &QPushButton::clicked, &bulk, &Bulk::callOff);
    connect(m_close, &QPushButton::clicked, &bulk, &Bulk::clear);
    connect(&bulk, &Bulk::changed, this, &BulkResults::refresh);
    refresh();
}

QString BulkResults::summary() const
{
    return m_summary->text();
}

void BulkResults::refresh()
{
    const QList<BulkItem> &items = m_bulk.items();
    m_model.merge(worstFirst(items));
    m_summary->setText(bulkSummary(m_bulk.verb(), countsOf(items)));
    const bool isAnyQueued = std::any_of(items.begin(), items.end(), [](const BulkItem &item) {
        return item.state == BulkState::Queued;
    });
    m_callOff->setVisible(isAnyQueued);
    m_close->setVisible(!m_bulk.isRunning());
    const int rows = std::clamp(static_cast<int>(items.size()), 2, MostRows);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height()
                            + rows * m_table->verticalHeader()->defaultSectionSize() + 2);
    setVisible(!items.isEmpty());
}

} // namespace ui
