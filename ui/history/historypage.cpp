// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historypage.h"

#include "ui/frame/accessiblerole.h"
#include "ui/frame/columns.h"
#include "ui/history/historyfilterbar.h"
#include "ui/look/density.h"
#include "ui/look/format.h"
#include "ui/models/mirror.h"
#include "ui/paging/pagedtable.h"

#include <QAction>
#include <QDateTime>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QStandardPaths>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

HistoryPage::HistoryPage(Mirror &mirror, QWidget *parent)
    : QWidget(parent)
    , m_mirror(mirror)
    , m_journal(this)
    , m_restarts(this)
    , m_journalFeed(mirror.session(), m_journal, u"/api/journal"_s, this)
    , m_restartsFeed(mirror.session(), m_restarts, u"/api/system/supervisor/restart-history"_s,
                     this, u"offset"_s)
    , m_exporter(mirror.session().api(), this)
    , m_heading(new QLabel(this))
    , m_newAbove(new QPushButton(this))
    , m_further(new QPushButton(tr("Look &further back"), this))
    , m_export(new QToolButton(this))
    , m_filter(new HistoryFilterBar([&mirror] { return mirror.session().serverClock(); }, this))
    , m_tabs(new QTabWidget(this))
    , m_journalTable(new PagedTable(m_journal, tr("Journal"), this))
    , m_restartsTable(new PagedTable(m_restarts, tr("Restarts"), this))
    , m_exported(new QLabel(this))
    , m_cancel(new QPushButton(tr("Stop the export"), this))
{
    layOut();
    listen(m_journalFeed, *m_journalTable);
    listen(m_restartsFeed, *m_restartsTable);
    connect(m_newAbove, &QPushButton::clicked, this, [this] { table()->goToTop(); });
    connect(m_further, &QPushButton::clicked, this, [this] { feed().lookFurther(); });
    connect(m_filter, &HistoryFilterBar::changed, this, &HistoryPage::onFilter);
    connect(m_tabs, &QTabWidget::currentChanged, this, &HistoryPage::onKind);
    connect(&m_exporter, &Exporter::changed, this, &HistoryPage::refreshExport);
    connect(m_cancel, &QPushButton::clicked, &m_exporter, &Exporter::cancel);
    // The journal has no notice of its own: every event is a line of it.
    connect(&mirror.session(), &Session::eventArrived, &m_journalFeed.head(), &Resource::markDirty);
    connect(&mirror, &Mirror::refreshed, this, [this] {
        if (isVisible()) {
            refresh();
        }
    });
    refreshNewAbove();
    refreshExport();
    refresh();
}

void HistoryPage::listen(PageFeed &feed, PagedTable &table) const
{
    connect(&table, &PagedTable::looked, &feed, &PageFeed::look);
    connect(&table, &PagedTable::newAboveChanged, this, &HistoryPage::refreshNewAbove);
    connect(&feed, &PageFeed::changed, this, &HistoryPage::refresh);
}

void HistoryPage::layOut()
{
    QFont bold = font();
    bold.setBold(true);
    m_heading->setFont(bold);
    m_newAbove->setFocusPolicy(Qt::TabFocus); // a click leaves the focus in the table
    layOutExport();
    tellAs(*m_tabs, QAccessible::Grouping, tr("Journal and restarts"));
    m_tabs->addTab(m_journalTable, tr("&Journal"));
    m_tabs->addTab(m_restartsTable, tr("&Restarts"));
    m_tabs->setDocumentMode(true);
    m_exported->setWordWrap(true);
    m_exported->setTextFormat(Qt::PlainText);
    auto *head = new QHBoxLayout;
    head->addWidget(m_heading);
    head->addStretch(1);
    for (QWidget *one : {static_cast<QWidget *>(m_further), static_cast<QWidget *>(m_newAbove),
                         static_cast<QWidget *>(m_export)}) {
        head->addWidget(one);
    }
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_exported, 1);
    foot->addWidget(m_cancel);
    auto *layout = new QVBoxLayout(this);
    keepRoom(*this, *layout, {12, 10, 12, 12}, 8);
    layout->addLayout(head);
    layout->addWidget(m_filter);
    layout->addWidget(m_tabs, 1);
    layout->addLayout(foot);
    layOutColumns();
}

void HistoryPage::layOutExport()
{
    auto *formats = new QMenu(m_export);
    connect(formats->addAction(tr("As &CSV…")), &QAction::triggered, this,
            [this] { askFile(ExportFormat::Csv); });
    connect(formats->addAction(tr("As &JSON…")), &QAction::triggered, this,
            [this] { askFile(ExportFormat::Json); });
    m_export->setText(tr("E&xport"));
    m_export->setMenu(formats);
    m_export->setPopupMode(QToolButton::InstantPopup);
    m_export->setFocusPolicy(Qt::StrongFocus);
    m_export->setMinimumHeight(std::max(24, fontMetrics().height() + 8));
    m_export->setToolTip(tr("Write all that the filter gives into a file"));
}

void HistoryPage::layOutColumns()
{
    const int unit = fontMetrics().averageCharWidth();
    m_journalTable->setWordWrap(false);
    m_journalTable->setColumnWidth(JournalModel::Time, unit * 23);
    m_journalTable->setColumnWidth(JournalModel::Type, unit * 27);
    m_journalTable->setColumnWidth(JournalModel::About, unit * 22);
    m_journalTable->horizontalHeader()->setStretchLastSection(true);
    m_restartsTable->setWordWrap(false);
    m_restartsTable->setColumnWidth(RestartsModel::Time, unit * 23);
    m_restartsTable->setColumnWidth(RestartsModel::Worker, unit * 24);
    m_restartsTable->setColumnWidth(RestartsModel::What, unit * 17);
    m_restartsTable->setColumnWidth(RestartsModel::Attempt, unit * 10);
    m_restartsTable->horizontalHeader()->setStretchLastSection(true);
    keepColumns(*m_journalTable, u"history/journal");
    keepColumns(*m_restartsTable, u"history/restarts");
}

ExportKind HistoryPage::kind() const
{
    return m_tabs->currentWidget() == m_restartsTable ? ExportKind::Restarts : ExportKind::Journal;
}

void HistoryPage::setKind(ExportKind kind)
{
    m_tabs->setCurrentIndex(kind == ExportKind::Restarts ? 1 : 0);
}

PagedTable *HistoryPage::table() const
{
    return kind() == ExportKind::Restarts ? m_restartsTable : m_journalTable;
}

PageFeed &HistoryPage::feed()
{
    return kind() == ExportKind::Restarts ? m_restartsFeed : m_journalFeed;
}

const PageFeed &HistoryPage::feed() const
{
    return kind() == ExportKind::Restarts ? m_restartsFeed : m_journalFeed;
}

QList<QAction *> HistoryPage::exportActions() const
{
    return m_export->menu()->actions();
}

QString HistoryPage::heading() const
{
    return m_heading->text();
}

void HistoryPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    feed().want(true);
    refresh();
}

void HistoryPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_journalFeed.want(false);
    m_restartsFeed.want(false);
}

void HistoryPage::onKind()
{
    m_filter->setKind(kind());
    onFilter();
    m_journalFeed.want(isVisible() && kind() == ExportKind::Journal);
    m_restartsFeed.want(isVisible() && kind() == ExportKind::Restarts);
    refreshNewAbove();
}

void HistoryPage::onFilter()
{
    const HistoryFilter filter = m_filter->filter();
    if (kind() == ExportKind::Journal) {
        m_journal.setFilter(filter);
        m_journalFeed.ask(journalQuery(filter));
    } else {
        m_restarts.setFilter(filter);
        m_restartsFeed.ask(restartsQuery(filter));
    }
    refresh();
}

void HistoryPage::askFile(ExportFormat format)
{
    const bool isJson = format == ExportFormat::Json;
    const QString suffix = isJson ? u"json"_s : u"csv"_s;
    auto *dialog = new QFileDialog(this, tr("Export the history"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->setNameFilter(isJson ? tr("JSON (*.json)") : tr("CSV (*.csv)"));
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile((kind() == ExportKind::Journal ? u"journal"_s : u"restarts"_s) + u'.'
                       + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, &HistoryPage::exportTo);
    dialog->open();
}

void HistoryPage::exportTo(const QString &fileName)
{
    m_exporter.start(kind(), m_filter->filter(), fileName);
}

void HistoryPage::refreshExport()
{
    m_exported->setText(m_exporter.sentence());
    m_exported->setVisible(!m_exporter.sentence().isEmpty());
    m_cancel->setVisible(m_exporter.isRunning());
    m_export->setEnabled(!m_exporter.isRunning());
}

void HistoryPage::refreshNewAbove()
{
    m_newAbove->setText(tr("&%n new above", nullptr, table()->newAbove()));
    m_newAbove->setVisible(table()->newAbove() > 0);
}

QString HistoryPage::headingText() const
{
    const std::optional<qint64> total = feed().total();
    QString name =
        kind() == ExportKind::Journal ? tr("History: the journal") : tr("History: the restarts");
    if (!feed().freshness().vouched || !total) {
        return name;
    }
    const QString number = QLocale().toString(*total);
    return feed().isAtLeast() ? tr("%1, more than %2 lines").arg(name, number)
                              : tr("%1, lines: %2").arg(name, number);
}

QString HistoryPage::emptyText() const
{
    if (feed().isReading()) {
        return tr("Looking further back…");
    }
    if (feed().isPaused()) {
        return tr("None of the newest lines that were looked at match");
    }
    if (m_filter->filter() != HistoryFilter{.withFigures = m_filter->filter().withFigures}) {
        return tr("No line matches the filter");
    }
    return kind() == ExportKind::Journal ? tr("Nothing has happened yet")
                                         : tr("No worker has been restarted yet");
}

void HistoryPage::refresh()
{
    QStringList workers;
    for (const protocol::Worker &worker : m_mirror.workers().rows()) {
        workers << worker.name;
    }
    workers.sort();
    m_filter->setWorkers(workers);
    table()->setFreshness(feed().freshness(), emptyText());
    m_heading->setText(headingText());
    m_further->setVisible(feed().isPaused());
}

} // namespace ui
