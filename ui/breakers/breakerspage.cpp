// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/breakers/breakerspage.h"

#include "ui/act/commander.h"
#include "ui/breakers/breakerdetail.h"
#include "ui/breakers/breakertiles.h"
#include "ui/frame/columns.h"
#include "ui/frame/factstable.h"
#include "ui/frame/tabletoggle.h"
#include "ui/look/density.h"
#include "ui/look/format.h"
#include "ui/models/mirror.h"
#include "ui/overview/mimicsources.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {

BreakersPage::BreakersPage(Mirror &mirror, Commander &commander, QWidget *parent)
    : QWidget(parent)
    , m_mirror(mirror)
    , m_model([&mirror] { return mirror.session().serverNow(mirror.session().breakers()); }, this)
    , m_heading(new QLabel(this))
    , m_empty(new QLabel(this))
    , m_stack(new QStackedWidget(this))
    , m_toggle(new TableToggle(*m_stack, this))
    , m_tiles(new BreakerTiles(this))
    , m_table(new FactsTable(tr("Breakers"), this))
    , m_detail(new BreakerDetail(mirror.session(), commander, this))
{
    m_table->setModel(&m_model);
    layOut();
    m_toggle->setSubject(tr("Breakers"));
    connect(m_toggle, &TableToggle::tableWanted, this, [this] {
        refresh();
        select(m_selected); // in what is shown now
    });
    connect(m_tiles, &BreakerTiles::chosen, this, &BreakersPage::select);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &BreakersPage::onRow);
    connect(&commander, &Commander::changed, this, &BreakersPage::refresh);
    connect(&mirror, &Mirror::refreshed, this, [this] {
        if (isVisible()) {
            refresh();
        }
    });
    refresh();
}

void BreakersPage::layOut()
{
    QFont bold = font();
    bold.setBold(true);
    m_heading->setFont(bold);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(m_tiles);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_table->horizontalHeader()->setStretchLastSection(true);
    keepColumns(*m_table, u"breakers/columns");
    auto *layout = new QVBoxLayout(this);
    keepRoom(*this, *layout, {12, 10, 12, 12}, 8);
    auto *head = new QHBoxLayout;
    head->addWidget(m_heading, 1);
    head->addWidget(m_toggle);
    layout->addLayout(head);
    layout->addWidget(m_stack);
    layout->addWidget(m_detail, 1);
}

void BreakersPage::select(const QString &breaker)
{
    m_selected = breaker;
    m_tiles->choose(breaker);
    const int row = m_model.rowOf(breaker);
    if (row >= 0 && m_table->currentIndex().row() != row) {
        m_table->selectRow(row);
    }
    refresh();
}

void BreakersPage::onRow()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (!rows.isEmpty() && m_stack->currentWidget() == m_table) {
        select(m_model.row(rows.first().row()).breaker.name);
    }
}

QString BreakersPage::emptyText() const
{
    const Freshness freshness = m_mirror.session().freshness(m_mirror.session().breakers());
    if (freshness.asOf) {
        return tr("The backend has no circuit breakers");
    }
    return freshness.error.isEmpty() ? tr("Loading the breakers…") : freshness.error;
}

void BreakersPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

QString BreakersPage::headingText(const QList<BreakerRow> &rows, const Freshness &freshness)
{
    QString heading = tr("Breakers and services");
    if (!rows.isEmpty()) {
        heading = freshness.vouched
            ? tr("Breakers and services: %1").arg(breakersSummary(rows))
            : tr("Breakers and services, as of %1")
                  .arg(freshness.asOf ? clockTime(*freshness.asOf) : noValue());
    }
    return !freshness.error.isEmpty() && freshness.asOf
        ? tr("%1 – cannot be read: %2").arg(heading, freshness.error)
        : heading;
}

void BreakersPage::refresh()
{
    Session &session = m_mirror.session();
    const Freshness freshness = session.freshness(session.breakers());
    const protocol::WallTime now = session.serverNow(session.breakers());
    const QList<BreakerRow> rows =
        breakerRows(m_mirror.breakers(), m_mirror.health(),
                    trustWithin(freshness, m_mirror, session.health()), m_mirror.ring());
    m_model.merge(rows);
    m_table->setFreshness(freshness, emptyText());
    m_empty->setText(emptyText());
    const bool isTooMany = rows.size() > BreakerTiles::Most;
    const bool isTable = isTooMany || m_toggle->isTable();
    m_toggle->setVisible(!isTooMany && !rows.isEmpty());
    m_tiles->setRows(isTable ? QList<BreakerRow>() : rows, freshness, now);
    m_stack->setCurrentWidget(rows.isEmpty() ? static_cast<QWidget *>(m_empty)
                                  : isTable  ? static_cast<QWidget *>(m_table)
                                             : m_tiles);
    m_stack->setSizePolicy(QSizePolicy::Preferred,
                           isTable ? QSizePolicy::Expanding : QSizePolicy::Maximum);
    m_heading->setText(headingText(rows, freshness));
    if (m_model.rowOf(m_selected) < 0) {
        m_selected = rows.isEmpty() ? QString() : rows.first().breaker.name;
        m_tiles->choose(m_selected);
    }
    const int row = m_model.rowOf(m_selected);
    m_detail->refresh(row < 0 ? std::nullopt : std::optional(m_model.row(row)), freshness, now);
}

} // namespace ui
