// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overviewpage.h"

#include "ui/frame/verdict.h"
#include "ui/models/mirror.h"
#include "ui/overview/batchespanel.h"
#include "ui/overview/changespanel.h"
#include "ui/overview/eventspanel.h"
#include "ui/overview/mimic.h"
#include "ui/overview/verdictband.h"
#include "ui/overview/workerspanel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

OverviewPage::OverviewPage(Mirror &mirror, QWidget *parent)
    : QWidget(parent)
    , m_mirror(mirror)
    , m_verdict(new VerdictBand(this))
    , m_mimic(new Mimic(this))
    , m_workers(new WorkersPanel(mirror.workers(), this))
    , m_batches(new BatchesPanel(mirror.batches(), this))
    , m_events(new EventsPanel(mirror.events(), this))
    , m_changes(new ChangesPanel(mirror.changes(), this))
{
    auto *panels = new QHBoxLayout;
    panels->setSpacing(8);
    panels->addWidget(m_workers, 9);
    panels->addWidget(m_batches, 9);
    panels->addWidget(m_events, 12);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->setSpacing(8);
    layout->addWidget(m_verdict);
    layout->addWidget(m_mimic);
    layout->addLayout(panels, 6);
    layout->addWidget(m_changes, 5);
    connect(m_workers, &WorkersPanel::workerChosen, this, &OverviewPage::workerChosen);
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
    Session &session = m_mirror.session();
    const auto trust = [&](const Resource &resource) {
        const Freshness freshness = session.freshness(resource);
        return freshness.vouched ? Trust::Present : freshness.asOf ? Trust::Old : Trust::Never;
    };
    MimicSources sources{.workers = m_mirror.workers().rows(),
                         .workersTrust = trust(session.supervisor()),
                         .pipeline = m_mirror.pipeline(),
                         .pipelineTrust = trust(session.pipeline()),
                         .pipelineAsOf = session.freshness(session.pipeline()).asOf,
                         .pipelineNow = session.serverNow(session.pipeline()),
                         .health = m_mirror.health(),
                         .healthTrust = trust(session.health()),
                         .breakers = m_mirror.breakers(),
                         .breakersTrust = trust(session.breakers()),
                         .breakersNow = session.serverNow(session.breakers()),
                         .cameras = m_mirror.cameras().total,
                         .camerasOnline = m_mirror.cameras().online,
                         .camerasTrust = trust(session.cameras()),
                         .eventsTrust = trust(session.events()),
                         .eventsNow = session.serverNow(session.events())};
    if (!m_mirror.events().rows().isEmpty()) {
        sources.lastEvent = m_mirror.events().row(0).startedAt;
    }
    m_mimic->setState(
        mimicState(sources),
        together({session.freshness(session.supervisor()), session.freshness(session.pipeline()),
                  session.freshness(session.health())}));
}

} // namespace ui
