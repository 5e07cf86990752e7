// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventspage.h"

#include "ui/events/eventdelegate.h"
#include "ui/events/eventdetail.h"
#include "ui/events/eventfilterbar.h"
#include "ui/frame/columns.h"
#include "ui/look/density.h"
#include "ui/look/format.h"
#include "ui/models/mirror.h"
#include "ui/paging/pagedtable.h"
#include "ui/remembered.h"

#include <QFocusEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize PictureSize(96, 60);
constexpr QStringView SplitterKey = u"events/splitter";

} // namespace

EventsPage::EventsPage(Mirror &mirror, Commander &commander, QWidget *parent)
    : QWidget(parent)
    , m_mirror(mirror)
    , m_model(this)
    , m_feed(mirror.session(), m_model, u"/api/events"_s, this)
    , m_thumbnails(mirror.session(), PictureSize, this)
    , m_heading(new QLabel(this))
    , m_newAbove(new QPushButton(this))
    , m_further(new QPushButton(tr("Look &further back"), this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_filter(new EventFilterBar([&mirror] { return mirror.session().serverClock(); }, this))
    , m_table(new PagedTable(m_model, tr("Events"), this))
    , m_detail(new EventDetail(mirror.session(), commander, this))
{
    layOut();
    connect(m_filter, &EventFilterBar::changed, this, &EventsPage::onFilter);
    connect(m_table, &PagedTable::looked, this, &EventsPage::onLooked);
    connect(&m_thumbnails, &Thumbnails::changed, this, [this] { m_table->viewport()->update(); });
    connect(m_table, &PagedTable::newAboveChanged, this, &EventsPage::refreshNewAbove);
    connect(m_newAbove, &QPushButton::clicked, m_table, &PagedTable::goToTop);
    connect(m_further, &QPushButton::clicked, &m_feed, &PageFeed::lookFurther);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &EventsPage::onSelection);
    connect(&m_feed.head(), &Resource::updated, m_detail, &EventDetail::readAgain);
    connect(&mirror.session().cameras(), &Resource::updated, this, &EventsPage::refreshCameras);
    connect(&m_feed, &PageFeed::changed, this, &EventsPage::refresh);
    connect(&mirror, &Mirror::refreshed, this, [this] {
        if (isVisible()) {
            refresh();
        }
    });
    refreshCameras();
    refreshNewAbove();
    refresh();
}

void EventsPage::layOut()
{
    QFont bold = font();
    bold.setBold(true);
    m_heading->setFont(bold);
    m_newAbove->setFocusPolicy(Qt::TabFocus); // a click leaves the focus in the table
    auto *head = new QHBoxLayout;
    head->addWidget(m_heading);
    head->addStretch(1);
    head->addWidget(m_further);
    head->addWidget(m_newAbove);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(12);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({680, 430});
    auto *layout = new QVBoxLayout(this);
    keepRoom(*this, *layout, {12, 10, 12, 12}, 8);
    layout->addLayout(head);
    layout->addWidget(m_filter);
    layout->addWidget(m_splitter, 1);
    m_table->setItemDelegate(new EventDelegate(m_model, m_thumbnails, m_table));
    keepRowHeight(*m_table, 6, 1, PictureSize.height());
    const int unit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(EventListModel::Picture, PictureSize.width() + 10);
    m_table->setColumnWidth(EventListModel::Risk, unit * 10);
    m_table->setColumnWidth(EventListModel::Camera, unit * 14);
    m_table->setColumnWidth(EventListModel::Started, unit * 14);
    m_table->setColumnWidth(EventListModel::Reviewed, unit * 11);
    m_table->horizontalHeader()->setSectionResizeMode(EventListModel::Summary,
                                                      QHeaderView::Stretch);
    keepColumns(*m_table, u"events/columns");
    m_splitter->restoreState(remembered(SplitterKey).toByteArray());
}

// A focus proxy would make Tab take the page for one part, and pass by what is before the table.
void EventsPage::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    m_table->setFocus(event->reason());
}

void EventsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_feed.want(true);
    m_detail->want(true);
    onLooked(m_first, m_last);
    refresh();
}

void EventsPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_feed.want(false);
    m_detail->want(false);
    m_thumbnails.show({}); // no picture is tried again for nobody
    remember(SplitterKey, m_splitter->saveState());
}

void EventsPage::select(qint64 event)
{
    const int row = m_model.rowOfEvent(event);
    if (row >= 0) {
        m_table->selectRow(row);
    } else {
        m_table->clearSelection();
        m_detail->setEvent(event);
    }
}

qint64 EventsPage::selected() const
{
    return m_detail->event();
}

void EventsPage::onSelection()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (!rows.isEmpty()) {
        m_detail->setEvent(m_model.eventAt(rows.first().row()));
    }
}

void EventsPage::onLooked(int first, int last)
{
    m_first = first;
    m_last = last;
    m_feed.look(first, last);
    QList<qint64> events;
    for (int row = first; row <= last && row < m_model.rowCount(); ++row) {
        events.append(m_model.eventAt(row));
    }
    m_thumbnails.show(events);
}

void EventsPage::onFilter()
{
    m_feed.ask(queryOf(m_filter->filter()));
    refresh();
}

void EventsPage::refreshCameras()
{
    QStringList cameras;
    const QJsonArray items = m_mirror.session().cameras().body().value(u"items").toArray();
    for (const auto &item : items) {
        const QString id = item.toObject().value(u"id").toString();
        if (!id.isEmpty()) {
            cameras << id;
        }
    }
    m_filter->setCameras(cameras);
}

void EventsPage::refreshNewAbove()
{
    m_newAbove->setText(tr("&%n new above", nullptr, m_table->newAbove()));
    m_newAbove->setVisible(m_table->newAbove() > 0);
}

QString EventsPage::headingText() const
{
    const std::optional<qint64> total = m_feed.total();
    if (!m_feed.freshness().vouched || !total) {
        return tr("Events");
    }
    const QString number = QLocale().toString(*total);
    const bool isFiltered = !m_filter->filter().isEmpty();
    if (m_feed.isAtLeast()) {
        return isFiltered ? tr("Events: more than %1 match").arg(number)
                          : tr("Events: more than %1").arg(number);
    }
    return isFiltered ? tr("Events: %1 match").arg(number) : tr("Events: %1").arg(number);
}

QString EventsPage::emptyText() const
{
    if (m_feed.isReading()) {
        return tr("Looking further back…");
    }
    if (m_feed.isPaused()) {
        return tr("None of the newest that were looked at match");
    }
    return m_filter->filter().isEmpty()
        ? tr("No events yet. One is made when a camera's pictures have been assessed.")
        : tr("No event matches the filter");
}

void EventsPage::refresh()
{
    if (m_detail->event() != 0 && !m_table->selectionModel()->hasSelection()) {
        select(m_detail->event()); // it may have come into the list
    }
    m_table->setFreshness(m_feed.freshness(), emptyText());
    m_heading->setText(headingText());
    m_further->setVisible(m_feed.isPaused());
    m_detail->refresh();
}

} // namespace ui
