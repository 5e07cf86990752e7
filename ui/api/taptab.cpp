// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/taptab.h"

#include "ui/api/apiparts.h"
#include "ui/api/eventtap.h"
#include "ui/frame/columns.h"
#include "ui/frame/factsdelegate.h"
#include "ui/frame/factstable.h"
#include "ui/models/mirror.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

TapTab::TapTab(Mirror &mirror, QWidget *parent)
    : QWidget(parent)
    , m_mirror(mirror)
    , m_filter(new QLineEdit(this))
    , m_onlyFaulty(new QCheckBox(tr("&Not valid only"), this))
    , m_counts(makeHint({}, this))
    , m_table(new FactsTable(tr("Events as they come"), this))
    , m_verdict(new QLabel(this))
    , m_text(makeReader(tr("The selected event"), this))
    , m_pause(new QAction(tr("&Pause the tap"), this))
    , m_clear(new QAction(tr("&Clear the tap"), this))
    , m_copy(new QAction(tr("Copy the &event"), this))
{
    makeActions();
    layOut();
    EventTap &tap = mirror.tap();
    m_pause->setChecked(tap.ring().isPaused());
    connect(&tap, &EventTap::changed, this, &TapTab::refresh);
    connect(m_filter, &QLineEdit::textChanged, this, &TapTab::refresh);
    connect(m_onlyFaulty, &QCheckBox::toggled, this, &TapTab::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TapTab::refreshDetail);
    connect(&mirror, &Mirror::refreshed, this, [this] {
        if (isVisible()) {
            refresh();
        }
    });
    refresh();
}

void TapTab::makeActions()
{
    EventTap &tap = m_mirror.tap();
    m_pause->setCheckable(true);
    connect(m_pause, &QAction::toggled, &tap, &EventTap::pause);
    connect(m_clear, &QAction::triggered, &tap, &EventTap::clear);
    connect(m_copy, &QAction::triggered, this, [this] {
        if (const auto line = chosen(); line && !line->isGap) {
            copyText(eventText(line->event));
        }
    });
    m_table->addAction(m_copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void TapTab::layOut()
{
    m_filter->setObjectName(u"filter"_s);
    m_filter->setAccessibleName(tr("Filter by type"));
    m_filter->setPlaceholderText(tr("Filter as a subscription does: worker.*, alert.created"));
    m_filter->setClearButtonEnabled(true);
    m_counts->setWordWrap(false);
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new FactsDelegate(m_table));
    const int unit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(TapModel::Time, unit * 13);
    m_table->setColumnWidth(TapModel::Sequence, unit * 11);
    m_table->setColumnWidth(TapModel::Type, unit * 28);
    m_table->setColumnWidth(TapModel::Channel, unit * 13);
    m_table->setColumnWidth(TapModel::Check, unit * 17);
    m_table->horizontalHeader()->setStretchLastSection(true);
    keepColumns(*m_table, u"api/tap");
    auto *head = new QHBoxLayout;
    head->addWidget(m_filter, 1);
    head->addWidget(m_onlyFaulty);
    for (QAction *action : {m_pause, m_clear, m_copy}) {
        head->addWidget(makeButton(action, this));
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(m_counts);
    layout->addWidget(m_table, 3);
    layout->addWidget(makeDetail(), 2);
    setFocusProxy(m_filter);
}

QWidget *TapTab::makeDetail()
{
    m_verdict->setTextFormat(Qt::PlainText);
    m_verdict->setWordWrap(true);
    auto *detail = new QWidget(this);
    auto *layout = new QVBoxLayout(detail);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_verdict);
    layout->addWidget(m_text, 1);
    return detail;
}

QString TapTab::counts() const
{
    return m_counts->text();
}

QString TapTab::detail() const
{
    return chosen() ? m_verdict->text() + u'\n' + m_text->toPlainText() : QString();
}

void TapTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

TapFilter TapTab::wanted() const
{
    return {.patterns = patternsIn(m_filter->text()), .onlyFaulty = m_onlyFaulty->isChecked()};
}

std::optional<TapLine> TapTab::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? std::nullopt : std::optional(m_model.line(rows.first().row()));
}

QString TapTab::emptyText() const
{
    const auto kept = static_cast<qsizetype>(m_mirror.tap().ring().lines().size());
    return kept == 0 ? tr("No event has come since this console began to listen")
                     : tr("None of %1 events passes the filter").arg(QLocale().toString(kept));
}

QString TapTab::countsNow() const
{
    const TapRing &ring = m_mirror.tap().ring();
    const QLocale locale;
    QString told = tr("%1 came, %2 shown")
                       .arg(locale.toString(ring.total()), locale.toString(m_model.rowCount()));
    if (ring.dropped() > 0) {
        told = tr("%1; the newest %2 are kept, older ones gone: %3")
                   .arg(told, locale.toString(ring.capacity()), locale.toString(ring.dropped()));
    }
    return ring.isPaused()
        ? tr("Paused, held back: %1 (%2)").arg(locale.toString(ring.heldBack()), told)
        : told;
}

void TapTab::refresh()
{
    Session &session = m_mirror.session();
    const ConnectionState state = session.status().state;
    const bool isHeard = state == ConnectionState::Live || state == ConnectionState::CatchingUp;
    refreshRows();
    m_table->setFreshness({.vouched = isHeard, .asOf = session.serverNow()}, emptyText());
    m_counts->setText(countsNow());
    m_pause->setText(m_mirror.tap().ring().isPaused() ? tr("&Go on with the tap")
                                                      : tr("&Pause the tap"));
    const bool isAny = m_mirror.tap().ring().total() > 0;
    allow(*m_clear, tr("Forget what has come, and begin anew"),
          isAny ? QString() : tr("Cannot clear: nothing has come"));
    refreshDetail();
}

/// Who looks at the end goes on to look at the end; what others look at stays where it is.
void TapTab::refreshRows()
{
    QScrollBar &bar = *m_table->verticalScrollBar();
    const bool isAtEnd = bar.value() == bar.maximum();
    const QPersistentModelIndex top = m_table->indexAt({1, 1});
    m_model.show(m_mirror.tap().ring(), wanted());
    if (isAtEnd) {
        m_table->scrollToBottom();
    } else if (top.isValid()) {
        m_table->scrollTo(top, QAbstractItemView::PositionAtTop);
    }
}

void TapTab::refreshDetail()
{
    const auto line = chosen();
    m_verdict->setText(line ? verdictText(*line) : tr("No event is selected"));
    showText(*m_text, line && !line->isGap ? eventText(line->event) : QString());
    allow(*m_copy, tr("Copy it as the API tells it"),
          line && !line->isGap ? QString() : tr("Cannot copy: no event is selected"));
}

} // namespace ui
