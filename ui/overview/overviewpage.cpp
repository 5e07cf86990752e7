// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overviewpage.h"

#include "ui/frame/verdict.h"
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

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

OverviewPage::OverviewPage(Mirror &mirror, Commander &commander, QWidget *parent)
    : QWidget(parent)
    , m_mirror(mirror)
    , m_verdict(new VerdictBand(this))
    , m_mimic(new Mimic(this))
    , m_workers(new WorkersPanel(mirror.workers(), this))
    , m_batches(new BatchesPanel(mirror.batches(), this))
    , m_needs(new NeedsPanel(mirror, commander, this))
    , m_ribbons(new RibbonsPanel(mirror, this))
    , m_events(new EventsPanel(mirror.events(), this))
    , m_changes(new ChangesPanel(mirror.changes(), this))
{
    auto *panels = new QHBoxLayout;
    panels->setSpacing(8);
    panels->addWidget(m_workers, 9);
    panels->addWidget(m_batches, 9);
    panels->addWidget(m_needs, 12);
    auto *last = new QHBoxLayout;
    last->setSpacing(8);
    last->addWidget(m_changes, 18);
    last->addWidget(m_events, 12);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->setSpacing(8);
    layout->addWidget(m_verdict);
    layout->addWidget(m_mimic);
    layout->addLayout(panels, 9);
    layout->addWidget(m_ribbons, 6);
    layout->addLayout(last, 5);
    connect(m_workers, &WorkersPanel::workerChosen, this, &OverviewPage::workerChosen);
    connect(m_needs, &NeedsPanel::alarmChosen, this, &OverviewPage::alarmChosen);
    connect(&mirror, &Mirror::refreshed, this, &OverviewPage::refresh);
    refresh();
}

void OverviewPage::refresh()
{
    Session &session = m_mirror.session();
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
    m_verdict->setVerdict(verdict, session.freshness(session.health()),
                          session.serverNow(session.health()));
}

void OverviewPage::refreshMimic()
{
    m_mimic->setState(mimicState(mimicSources(m_mirror)), mimicFreshness(m_mirror));
}

} // namespace ui
