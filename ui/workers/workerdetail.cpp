// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/workerdetail.h"

#include "ui/act/workeractions.h"
#include "ui/client/session.h"
#include "ui/frame/accessiblerole.h"
#include "ui/frame/hatchoverlay.h"
#include "ui/look/format.h"
#include "ui/look/paint.h"
#include "ui/workers/historyview.h"
#include "ui/workers/logview.h"
#include "ui/workers/workercharts.h"

#include <QAction>
#include <QFont>
#include <QFontMetricsF>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
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

namespace {

QLabel *makeName(const QString &name, QWidget *page)
{
    auto *label = new QLabel(name, page);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop); // beside the first line of the fact
    return label;
}

} // namespace

WorkerDetail::WorkerDetail(Session &session, WorkerActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_header(new DetailHeader(this))
    , m_buttons(new QWidget(this))
    , m_tabs(new QTabWidget(this))
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
    m_tabs->addTab(makeNow(), tr("Now"));
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

// An error can have many lines, and paths that no label would break.
QWidget *WorkerDetail::makeError(QWidget *page)
{
    m_error = new QPlainTextEdit(page);
    m_error->setObjectName(u"lastError"_s);
    m_error->setAccessibleName(tr("Last error"));
    m_error->setReadOnly(true);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_error->setTabChangesFocus(true);
    m_error->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_error->setFrameShape(QFrame::NoFrame);
    m_error->document()->setDocumentMargin(0);
    m_error->viewport()->setAutoFillBackground(false);
    m_error->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_error->setMinimumHeight(3 * fontMetrics().lineSpacing());
    m_error->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    return m_error;
}

QWidget *WorkerDetail::makeNow()
{
    auto *page = new QWidget(this);
    auto *form = new QFormLayout(page);
    form->setContentsMargins(12, 12, 12, 12);
    form->setVerticalSpacing(7);
    form->setHorizontalSpacing(16);
    const std::array<QString, FactCount> names{
        tr("State"),        tr("Since"),   tr("Importance"), tr("Process"), tr("Restarts used"),
        tr("Next attempt"), tr("Started"), tr("Last crash"), tr("It says")};
    for (std::size_t i = 0; i < names.size(); ++i) {
        m_facts.at(i) = new QLabel(noValue(), page);
        m_facts.at(i)->setTextInteractionFlags(Qt::TextSelectableByMouse
                                               | Qt::TextSelectableByKeyboard);
        m_facts.at(i)->setWordWrap(true);
        m_facts.at(i)->setTextFormat(Qt::PlainText);
        form->addRow(makeName(names.at(i), page), m_facts.at(i));
    }
    form->addRow(makeName(tr("Last error"), page), makeError(page));
    return page;
}

void WorkerDetail::say(Fact fact, const QString &text)
{
    QLabel *label = m_facts.at(fact);
    if (label->text() != text) {
        label->setText(text);
    }
}

void WorkerDetail::sayError(const QString &text)
{
    if (m_error->toPlainText() != text) {
        m_error->setPlainText(text);
    }
}

void WorkerDetail::setWorker(const QString &name)
{
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
    // The charts tell by themselves how old they are.
    const bool isChart = m_tabs->currentWidget() == m_charts;
    m_hatch->setVisible(!freshness.vouched && freshness.asOf && !isChart);
    m_hatch->raise();
    if (m_charts->isVisible()) {
        m_charts->refresh();
    }
    if (!worker) {
        m_header->show(tr("No worker selected"), {Glyph::None, Tone::Quiet, {}}, freshness);
        for (std::size_t i = 0; i < m_facts.size(); ++i) {
            say(static_cast<Fact>(i), noValue());
        }
        sayError(noValue());
        return;
    }
    m_header->show(worker->name, lookOf(*worker), freshness);
    showFacts(*worker, now);
    say(State,
        freshness.vouched || !freshness.asOf
            ? lookOf(*worker).word
            : tr("%1, as of %2").arg(lookOf(*worker).word, clockTime(*freshness.asOf)));
    protocol::Worker seen = *worker;
    seen.statusText.reset(); // says nothing about its restarts
    if (freshness.vouched && seen != m_last) {
        m_last = seen;
        m_history->read();
    }
}

void WorkerDetail::showFacts(const protocol::Worker &worker, protocol::WallTime now)
{
    say(Since, momentAgo(worker.statusSince, now));
    say(Critical,
        worker.critical ? tr("Critical: the system is unhealthy without it") : tr("Not critical"));
    say(Pid, worker.pid ? tr("PID %1").arg(*worker.pid) : noValue());
    say(Restarts, tr("%1 of %2").arg(worker.restartCount).arg(worker.maxRestarts));
    say(NextAttempt, worker.nextAttemptAt ? countdown(*worker.nextAttemptAt, now) : noValue());
    say(Started, momentAgo(worker.lastStartedAt, now));
    say(Crashed, momentAgo(worker.lastCrashedAt, now));
    say(Says, worker.statusText.value_or(noValue()));
    sayError(worker.error.value_or(noValue()));
}

} // namespace ui
