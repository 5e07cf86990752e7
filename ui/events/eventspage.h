// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/eventlistmodel.h"
#include "ui/events/thumbnails.h"
#include "ui/paging/pagefeed.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QSplitter;

namespace ui {

class Commander;
class EventDetail;
class EventFilterBar;
class Mirror;
class PagedTable;

/// The security events: a list as long as it may be, and all about the selected one.
class EventsPage final : public QWidget
{
    Q_OBJECT

public:
    EventsPage(Mirror &mirror, Commander &commander, QWidget *parent);

    /// Shows this event, whether it is in the list or not.
    void select(qint64 event);

    /// The event that is shown in full; 0 when there is none.
    qint64 selected() const;

    EventFilterBar *filterBar() const { return m_filter; }

    PagedTable *table() const { return m_table; }

    EventDetail *detail() const { return m_detail; }

    EventListModel &model() { return m_model; }

    PageFeed &feed() { return m_feed; }

    Thumbnails &thumbnails() { return m_thumbnails; }

protected:
    void focusInEvent(QFocusEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void layOut();
    void refresh();
    void refreshCameras();
    void refreshNewAbove();
    void onFilter();
    void onSelection();
    void onLooked(int first, int last);
    QString headingText() const;
    QString emptyText() const;

    Mirror &m_mirror;
    EventListModel m_model;
    PageFeed m_feed;
    Thumbnails m_thumbnails;
    QLabel *m_heading;
    QPushButton *m_newAbove;
    QPushButton *m_further;
    QSplitter *m_splitter;
    EventFilterBar *m_filter;
    PagedTable *m_table;
    EventDetail *m_detail;
    int m_first = 0; ///< the rows in view
    int m_last = 0;
};

} // namespace ui
