// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overviewpage.h"

#include "ui/firstrun/firstrunrules.h"
#include "ui/frame/verdict.h"
#include "ui/instances/instancelist.h"
#include "ui/look/density.h"
#include "ui/models/mirror.h"
#include "ui/overview/batchespanel.h"
#include "ui/overview/changespanel.h"
#include "ui/overview/eventspanel.h"
#include "ui/overview/mimic.h"
#include "ui/overview/mimicsources.h"
#include "ui/overview/needspanel.h"
#include "ui/overview/ribbonspanel.h"
#include "ui/overview/verdictband.h"
#include "ui/overview/workerspanel.h"
#include "ui/remembered.h"

#include <QAction>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

constexpr QStringView FirstRunKey = u"overview/firstRunSeen";

} // namespace

OverviewPage::OverviewPage(Mirror &mirror, Commander &commander, InstanceList &instances,
                           QWidget *parent)
    : QWidget(parent)
    , m_mirror(mirror)
    , m_instances(instances)
    , m_stack(new QStackedWidget(this))
    , m_first(new FirstRunPanel(this))
    , m_firstSteps(new QAction(tr("First &steps"), this))
    , m_isFirstWanted(!remembered(FirstRunKey).toBool())
    , m_verdict(new VerdictBand(this))
    , m_mimic(new Mimic(this))
    , m_workers(new WorkersPanel(mirror.workers(), this))
    , m_batches(new BatchesPanel(mirror.batches(), this))
    , m_needs(new NeedsPanel(mirror, commander, this))
    , m_ribbons(new RibbonsPanel(mirror, this))
    , m_events(new EventsPanel(mirror.events(), this))
    , m_changes(new ChangesPanel(mirror.changes(), this))
{
    m_stack->addWidget(makeContent());
    m_stack->addWidget(m_first);
    auto *layout = new QVBoxLayout(this);
    keepRoom(*this, *layout, {10, 8, 10, 8}, 8);
    layout->addWidget(m_verdict);
    layout->addWidget(m_stack, 1);
    connect(m_workers, &WorkersPanel::workerChosen, this, &OverviewPage::workerChosen);
    connect(m_needs, &NeedsPanel::alarmChosen, this, &OverviewPage::alarmChosen);
    connect(m_first, &FirstRunPanel::otherStartWanted, this, &OverviewPage::otherStartWanted);
    connect(m_first, &FirstRunPanel::instanceWanted, this, &OverviewPage::instanceWanted);
    connect(m_first, &FirstRunPanel::overviewWanted, this, [this] { showFirstRun(false); });
    connect(m_firstSteps, &QAction::triggered, this, [this] { showFirstRun(true); });
    connect(&mirror, &Mirror::refreshed, this, &OverviewPage::refresh);
    refresh();
}

QWidget *OverviewPage::makeContent()
{
    auto *panels = new QHBoxLayout;
    panels->addWidget(m_workers, 9);
    panels->addWidget(m_batches, 9);
    panels->addWidget(m_needs, 12);
    auto *last = new QHBoxLayout;
    last->addWidget(m_changes, 18);
    last->addWidget(m_events, 12);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    for (QLayout *one : std::initializer_list<QLayout *>{panels, last, layout}) {
        keepRoom(*content, *one, {0, 0, 0, 0}, 8);
    }
    layout->addWidget(m_mimic);
    layout->addLayout(panels, 18);
    layout->addWidget(m_ribbons, 8);
    layout->addLayout(last, 15);
    return content;
}

bool OverviewPage::isFirstRun() const
{
    return m_stack->currentWidget() == m_first;
}

void OverviewPage::showFirstRun(bool isWanted)
{
    m_isFirstWanted = isWanted;
    remember(FirstRunKey, !isWanted);
    refreshFirstRun();
}

/// What is not known any more changes no page under the hands of the operator.
void OverviewPage::refreshFirstRun()
{
    Session &session = m_mirror.session();
    FirstRunFacts facts{.canStartAnew = session.connection().canStartAnew,
                        .instances = static_cast<int>(m_instances.instances().size())};
    if (session.freshness(session.supervisor()).vouched) {
        facts.workers = m_mirror.workers().rows();
    }
    if (session.freshness(session.cameras()).vouched) {
        facts.cameras = m_mirror.cameras().total;
    }
    const FirstRun state = firstRunOf(facts);
    const bool isPossible =
        state == FirstRun::Empty || (state == FirstRun::Unknown && isFirstRun());
    m_firstSteps->setEnabled(isPossible);
    m_firstSteps->setToolTip(
        state == FirstRun::Elsewhere
            ? tr("Only where the backend in this window can be another one")
            : state == FirstRun::Unknown ? tr("It is not known now what is set up")
            : state == FirstRun::SetUp   ? tr("Something is set up already")
                                         : tr("Ways to begin, while nothing is set up"));
    m_firstSteps->setStatusTip(m_firstSteps->toolTip());
    m_first->setReason(state == FirstRun::Unknown ? m_firstSteps->toolTip() : QString());
    const auto &watcher = m_mirror.pipeline().fileWatcher;
    m_first->setCameraRoot(watcher ? watcher->cameraRoot : QString());
    m_stack->setCurrentIndex(isPossible && m_isFirstWanted ? 1 : 0);
}

void OverviewPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

/// What nobody sees is not made: a thousand workers cost nothing while another page is looked at.
void OverviewPage::refresh()
{
    Session &session = m_mirror.session();
    refreshFirstRun();
    if (!isVisible()) {
        return;
    }
    m_workers->refresh(session.freshness(session.supervisor()),
                       session.serverNow(session.supervisor()));
    m_batches->refresh(session.freshness(session.pipeline()),
                       session.serverNow(session.pipeline()));
    m_needs->refresh();
    m_ribbons->refresh();
    m_events->refresh(session.freshness(session.events()));
    m_changes->refresh(session.freshness(session.journal()));
    refreshMimic();
    Verdict verdict = verdictOf(m_mirror.health());
    verdict.reasons += m_mimic->state().attention;
    verdict.unknown += m_mimic->state().unknown;
    if (verdict.look.tone == Tone::Quiet) {
        addAlarms(verdict);
    }
    m_verdict->setVerdict(verdict, session.freshness(session.health()),
                          session.serverNow(session.health()));
}

/// All parts may be well, and yet somebody has to look.
void OverviewPage::addAlarms(Verdict &verdict) const
{
    const AlarmsFeed &alarms = m_mirror.alarms();
    if (!alarms.isOffered()) {
        return;
    }
    if (!alarms.freshness().vouched) {
        verdict.unknown += tr("alarms are not known");
        return;
    }
    int unseen = 0;
    for (const AlarmCount &count : alarms.counts()) {
        unseen += count.unseen;
    }
    if (unseen > 0) {
        verdict.reasons +=
            tr("%1 alarm(s) not acknowledged", nullptr, unseen).arg(alarms.countText(unseen));
    }
}

void OverviewPage::refreshMimic()
{
    m_mimic->setState(mimicState(mimicSources(m_mirror)), mimicFreshness(m_mirror));
}

} // namespace ui
