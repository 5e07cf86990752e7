// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/workerdetail.h"

#include "ui/act/commander.h"
#include "ui/act/workeractions.h"
#include "ui/client/session.h"
#include "ui/frame/accessiblerole.h"
#include "ui/frame/hatchoverlay.h"
#include "ui/look/paint.h"
#include "ui/workers/historyview.h"
#include "ui/workers/logview.h"
#include "ui/workers/nowview.h"
#include "ui/workers/workercharts.h"

#include <QAction>
#include <QFont>
#include <QFontMetricsF>
#include <QHBoxLayout>
#include <QPainter>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

DetailHeader::DetailHeader(QWidget *parent)
    : QWidget(parent)
{
    tellAs(*this, QAccessible::StaticText);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void DetailHeader::show(const QString &name, const Look &look, const Freshness &freshness)
{
    m_name = name;
    m_look = look;
    m_freshness = freshness;
    const QString spoken = name + u' ' + look.word;
    setAccessibleName(freshness.vouched ? spoken : tr("%1, out of date").arg(spoken));
    update();
}

QSize DetailHeader::sizeHint() const
{
    return {300, static_cast<int>(QFontMetricsF(font()).height() * 1.3) + 16};
}

void DetailHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens tokens = tokensOf(palette());
    QFont large = font();
    large.setBold(true);
    large.setPointSizeF(font().pointSizeF() * 1.2);
    const qreal chip = m_look.word.isEmpty() ? 0 : chipWidth(font(), m_look, m_look.word);
    painter.setFont(large);
    drawLine(painter, QRectF(0, 0, width() - chip - 12, height()), m_name, tokens.text);
    painter.setFont(font());
    if (chip > 0) {
        const QRectF box(width() - chip, 0, chip, height());
        const QRectF drawn = drawChip(painter, box, m_look, m_look.word, tokens);
        if (!m_freshness.vouched) {
            drawHatch(painter, drawn, tokens);
        }
    }
}

WorkerDetail::WorkerDetail(Session &session, Commander &commander, WorkerActions &actions,
                           QWidget *parent)
    : QWidget(parent)
    , m_header(new DetailHeader(this))
    , m_buttons(new QWidget(this))
    , m_tabs(new QTabWidget(this))
    , m_now(new NowView(
          session, [&commander](const QString &name) { return commander.worker(name); }, this))
    , m_log(new LogView(session, this))
    , m_history(new HistoryView(session, this))
    , m_charts(new WorkerCharts(session, this))
    , m_hatch(new HatchOverlay(m_tabs, fontMetrics().height() + 14))
{
    auto *buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(6);
    for (QAction *action : actions.all()) {
        auto *button = new QToolButton(m_buttons);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setMinimumHeight(fontMetrics().height() + 12);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        buttons->addWidget(button);
    }
    tellAs(*m_tabs, QAccessible::Grouping, tr("The selected worker"));
    m_tabs->addTab(m_now, tr("Now"));
    m_tabs->addTab(m_log, tr("Log"));
    m_tabs->addTab(m_history, tr("History"));
    m_tabs->addTab(m_charts, tr("Charts"));
    m_tabs->setDocumentMode(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_header);
    layout->addWidget(m_buttons);
    layout->addWidget(m_tabs, 1);
}

void WorkerDetail::setWorker(const QString &name)
{
    m_now->setWorker(name);
    m_log->setWorker(name);
    m_history->setWorker(name);
    m_charts->setWorker(name);
}

void WorkerDetail::setActing(bool isActing)
{
    m_buttons->setVisible(isActing);
}

void WorkerDetail::refresh(const std::optional<protocol::Worker> &worker,
                           const Freshness &freshness, protocol::WallTime now)
{
    // The charts and the history tell by themselves how old they are.
    const QWidget *shown = m_tabs->currentWidget();
    const bool tellsItself = shown == m_charts || shown == m_history;
    m_hatch->setVisible(!freshness.vouched && freshness.asOf && !tellsItself);
    m_hatch->raise();
    if (m_charts->isVisible()) {
        m_charts->refresh();
    }
    m_now->refresh(worker, freshness, now);
    if (!worker) {
        m_header->show(tr("No worker selected"), {Glyph::None, Tone::Quiet, {}}, freshness);
        return;
    }
    m_header->show(worker->name, lookOf(*worker), freshness);
    protocol::Worker seen = *worker;
    seen.statusText.reset(); // says nothing about its restarts
    if (freshness.vouched && seen != m_last) {
        m_last = seen;
        m_history->read();
    }
}

} // namespace ui
