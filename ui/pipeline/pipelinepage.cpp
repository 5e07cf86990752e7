// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/pipelinepage.h"

#include "ui/look/density.h"
#include "ui/models/mirror.h"
#include "ui/overview/mimic.h"
#include "ui/overview/mimicsources.h"
#include "ui/pipeline/accountsline.h"
#include "ui/pipeline/batchboard.h"
#include "ui/pipeline/deadletterspanel.h"
#include "ui/pipeline/degradationcard.h"
#include "ui/pipeline/stagecharts.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace ui {

PipelinePage::PipelinePage(Mirror &mirror, Commander &commander, QWidget *parent)
    : QWidget(parent)
    , m_mirror(mirror)
    , m_mimic(new Mimic(this))
    , m_board(new BatchBoard(this))
    , m_card(new DegradationCard(this))
    , m_letters(new DeadLettersPanel(mirror, commander, this))
    , m_accounts(new AccountsLine(this))
    , m_charts(new StageCharts(mirror, this))
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_board, 13);
    row->addWidget(m_card, 10);
    row->addWidget(m_letters, 14);
    auto *layout = new QVBoxLayout(this);
    keepRoom(*this, *layout, {10, 8, 10, 8}, 6);
    layout->addWidget(m_mimic);
    layout->addLayout(row, 10);
    layout->addWidget(m_accounts);
    layout->addWidget(m_charts, 9);
    connect(&mirror, &Mirror::refreshed, this, &PipelinePage::refresh);
    refresh();
}

QList<QAction *> PipelinePage::letterActions() const
{
    return m_letters->letterActions();
}

void PipelinePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

// A page that nobody sees costs nothing but its trust.
void PipelinePage::refresh()
{
    Session &session = m_mirror.session();
    const Freshness freshness = session.freshness(session.pipeline());
    const protocol::WallTime now = session.serverNow(session.pipeline());
    m_mimic->setState(mimicState(mimicSources(m_mirror)), mimicFreshness(m_mirror));
    m_board->setRows(boardRows(m_mirror.batches().rows(), m_mirror.closedBatches(), now),
                     freshness);
    m_card->setLines(degradationLines(m_mirror.pipeline().degradation, m_mirror.health().postgres,
                                      trustWithin(freshness, m_mirror, session.health())),
                     freshness);
    m_letters->refresh();
    m_accounts->setAccounts(m_mirror.pipeline().accounts, freshness);
    if (isVisible()) {
        m_charts->refresh();
    }
}

} // namespace ui
