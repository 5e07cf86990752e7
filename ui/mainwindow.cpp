// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "ui/act/commander.h"
#include "ui/act/consequencedialog.h"
#include "ui/act/messagebar.h"
#include "ui/act/workeractions.h"
#include "ui/alarms/alarmcounters.h"
#include "ui/alarms/alarmspage.h"
#include "ui/events/eventspage.h"
#include "ui/frame/accessiblerole.h"
#include "ui/frame/failureframe.h"
#include "ui/frame/focusring.h"
#include "ui/frame/topbar.h"
#include "ui/frame/troublebar.h"
#include "ui/instances/fleetpage.h"
#include "ui/instances/instancemark.h"
#include "ui/instances/instances.h"
#include "ui/look/density.h"
#include "ui/look/format.h"
#include "ui/models/mirror.h"
#include "ui/notify/tray.h"
#include "ui/overview/overviewpage.h"
#include "ui/pages.h"
#include "ui/remembered.h"
#include "ui/settings/settingspage.h"
#include "ui/workers/workerspage.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(const Connection &connection, QWidget *parent, const Timings &timings,
                       Instances *instances)
    : MainWindow(new Mirror(connection, timings, nullptr), nullptr, instances, parent)
{ }

MainWindow::MainWindow(Mirror *mirror, Commander *commander, Instances *instances, QWidget *parent)
    : QMainWindow(parent)
    , m_instances(instances != nullptr ? instances : new Instances({}, this))
    , m_mirror(mirror)
    , m_commander(commander != nullptr ? commander : new Commander(*m_mirror, this))
    , m_actions(new WorkerActions(*m_commander, this))
    , m_frame(new FailureFrame(this))
    , m_top(new TopBar(m_mirror->session().connection(), this))
    , m_trouble(new TroubleBar(this))
    , m_message(new MessageBar(*m_commander, this))
    , m_list(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
    , m_address(new QLabel(this))
    , m_counts(new QLabel(this))
    , m_version(new QLabel(this))
{
    m_mirror->setParent(this);
    m_commander->setParent(this);
    const Connection &connection = m_mirror->session().connection();
    setAttribute(Qt::WA_AlwaysShowToolTips); // it may stand on a second monitor, without focus
    setWindowTitle(tr("%1 – Signalbox").arg(taggedName(connection)));
    makePages();
    layOut();
    makeMenus();
    resize(1280, 720);
    restorePlace(*this);
    connect(m_mirror, &Mirror::refreshed, this, &MainWindow::refresh);
    connect(m_frame, &FailureFrame::remedyWanted, this, &MainWindow::restartWanted);
    connect(m_trouble, &TroubleBar::mendWanted, this, &MainWindow::mendTrouble);
    connect(m_commander, &Commander::confirmationWanted, this, &MainWindow::askConsequence);
    connectPages();
    new FocusRing(*this);
    refresh();
}

MainWindow::~MainWindow()
{
    if (isVisible()) {
        store(); // the program ends without having closed the window
    }
    if (m_tray) {
        m_tray->forget(this);
    }
    // The mirror tells of its end while it dies; the widgets are gone by then.
    m_mirror->disconnect(this);
}

void MainWindow::makePages()
{
    m_list->setAccessibleName(tr("Pages"));
    m_pages->setObjectName(u"pages"_s);
    m_list->setFrameShape(QFrame::NoFrame);
    int width = fontMetrics().averageCharWidth() * 17;
    m_list->setBackgroundRole(QPalette::Window);
    m_list->viewport()->setBackgroundRole(QPalette::Window);
    for (const PageKind &kind : pageKinds()) {
        auto *item = new QListWidgetItem(QCoreApplication::translate("Pages", kind.name), m_list);
        width = std::max(width, fontMetrics().horizontalAdvance(item->text()) + 16);
        QWidget *page = kind.make({*m_mirror, *m_commander, *m_actions, *m_instances}, m_pages);
        tellAs(*page, QAccessible::Grouping, item->text());
        m_pages->addWidget(page);
    }
    keepItemHeight(*m_list, 14);
    m_list->setFixedWidth(width);
    connect(m_list, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    m_list->setCurrentRow(0);
}

void MainWindow::layOut()
{
    auto *body = new QWidget(this);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_trouble);
    column->addWidget(m_message);
    column->addWidget(m_pages, 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_list);
    row->addLayout(column, 1);
    auto *all = new QVBoxLayout(body);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_top);
    all->addLayout(row, 1);
    body->setAutoFillBackground(true);
    m_frame->setContent(body);
    setCentralWidget(m_frame);
    statusBar()->addWidget(m_address);
    statusBar()->addWidget(m_counts, 1);
    statusBar()->addPermanentWidget(m_version);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setContentsMargins(10, 0, 10, 0);
    m_counts->setIndent(12);
}

// What leads from one page to another.
void MainWindow::connectPages()
{
    connect(page<FleetPage>(), &FleetPage::chosen, this, &MainWindow::instanceChosen);
    connect(page<OverviewPage>(), &OverviewPage::workerChosen, this, &MainWindow::showWorker);
    connect(page<OverviewPage>(), &OverviewPage::alarmChosen, this, &MainWindow::showAlarm);
    connect(page<OverviewPage>(), &OverviewPage::otherStartWanted, this,
            &MainWindow::otherStartWanted);
    connect(page<OverviewPage>(), &OverviewPage::instanceWanted, this, [this] {
        showPage(m_pages->indexOf(page<FleetPage>()));
        page<FleetPage>()->newAction()->trigger();
    });
    connect(page<AlarmsPage>(), &AlarmsPage::workerChosen, this, &MainWindow::showWorker);
    connect(page<AlarmsPage>(), &AlarmsPage::eventChosen, this, &MainWindow::showEventOf);
    connect(m_top->alarms(), &AlarmCounters::clicked, this, [this] { showAlarm({}); });
    connect(page<SettingsPage>(), &SettingsPage::undoChosen, m_commander, &Commander::setUndo);
}

void MainWindow::showAlarm(const QString &id)
{
    auto *alarms = page<AlarmsPage>();
    showPage(m_pages->indexOf(alarms));
    if (!id.isEmpty()) {
        alarms->select(id);
    }
}

void MainWindow::showEventOf(qint64 event)
{
    auto *events = page<EventsPage>();
    showPage(m_pages->indexOf(events));
    events->select(event);
}

void MainWindow::showPage(int page)
{
    m_list->setCurrentRow(page);
    m_pages->currentWidget()->setFocus();
}

void MainWindow::showWorker(const QString &name)
{
    auto *workers = page<WorkersPage>();
    showPage(m_pages->indexOf(workers));
    workers->select(name);
}

void MainWindow::refresh()
{
    Session &session = m_mirror->session();
    const ConnectionStatus status = session.status();
    m_top->setStatus(status);
    m_top->setClock(session.serverClock());
    m_top->setVerdict(verdictOf(m_mirror->health()), session.freshness(session.health()),
                      session.serverNow(session.health()));
    m_top->alarms()->setAlarms(m_mirror->alarms());
    m_actions->refresh();
    m_message->refresh();
    for (auto *dialog : findChildren<ConsequenceDialog *>(Qt::FindDirectChildrenOnly)) {
        dialog->refresh();
    }
    refreshFailure();
    refreshTrouble();
    refreshStatusBar();
}

void MainWindow::refreshStatusBar()
{
    Session &session = m_mirror->session();
    m_address->setText(session.connection().url.toDisplayString());
    QStringList parts;
    if (session.freshness(session.supervisor()).vouched) {
        parts << tr("workers %1").arg(m_mirror->workers().rowCount());
    }
    if (session.freshness(session.pipeline()).vouched) {
        parts << tr("open batches %1").arg(m_mirror->batches().rowCount());
        for (const protocol::QueueStatus &queue : m_mirror->pipeline().queues) {
            parts << tr("%1 queue %2").arg(queue.name).arg(queue.waiting);
        }
    }
    m_counts->setText(parts.join(u"  ·  "_s));
    const QString theirs = m_mirror->health().version;
    const QString ours = QStringLiteral(SIGNALBOX_VERSION);
    m_version->setText(theirs.isEmpty() || theirs == ours
                           ? tr("v%1").arg(ours)
                           : tr("console v%1, backend v%2").arg(ours, theirs));
}

void MainWindow::askConsequence(Verb verb, const QString &target)
{
    auto *dialog = new ConsequenceDialog(questionOf(*m_commander, verb, target),
                                         m_mirror->session().connection(), this);
    dialog->open();
}

} // namespace ui
