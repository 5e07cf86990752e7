// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/exporter.h"
#include "ui/history/historymodels.h"
#include "ui/paging/pagefeed.h"

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;
class QTabWidget;
class QToolButton;

namespace ui {

class HistoryFilterBar;
class Mirror;
class PagedTable;

/// What has happened: the journal and the restarts, narrowed and written into files.
class HistoryPage final : public QWidget
{
    Q_OBJECT

public:
    HistoryPage(Mirror &mirror, QWidget *parent);

    ExportKind kind() const;
    void setKind(ExportKind kind);

    HistoryFilterBar *filterBar() const { return m_filter; }

    PagedTable *table() const; ///< that is shown

    JournalModel &journal() { return m_journal; }

    RestartsModel &restarts() { return m_restarts; }

    /// "As CSV…", "As JSON…".
    QList<QAction *> exportActions() const;

    /// Writes all that the filter gives.
    void exportTo(const QString &fileName);

    /// What became of the export.
    QString exportSentence() const { return m_exporter.sentence(); }

    QString heading() const;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void layOut();
    void layOutExport();
    void layOutColumns();
    void listen(PageFeed &feed, PagedTable &table) const;
    void onKind();
    void onFilter();
    void askFile(ExportFormat format);
    void refresh();
    void refreshExport();
    void refreshNewAbove();
    PageFeed &feed();
    const PageFeed &feed() const;
    QString headingText() const;
    QString emptyText() const;

    Mirror &m_mirror;
    JournalModel m_journal;
    RestartsModel m_restarts;
    PageFeed m_journalFeed;
    PageFeed m_restartsFeed;
    Exporter m_exporter;
    QLabel *m_heading;
    QPushButton *m_newAbove;
    QPushButton *m_further;
    QToolButton *m_export;
    HistoryFilterBar *m_filter;
    QTabWidget *m_tabs;
    PagedTable *m_journalTable;
    PagedTable *m_restartsTable;
    QLabel *m_exported;
    QPushButton *m_cancel;
};

} // namespace ui
