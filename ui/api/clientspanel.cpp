// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/clientspanel.h"

#include "ui/api/apiparts.h"
#include "ui/frame/columns.h"
#include "ui/frame/factsdelegate.h"
#include "ui/frame/factstable.h"
#include "ui/frame/wanted.h"
#include "ui/look/format.h"
#include "ui/models/mirror.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QString figure(const std::optional<qint64> &number)
{
    return number ? QLocale().toString(*number) : noValue();
}

} // namespace

ClientsPanel::ClientsPanel(Mirror &mirror, QWidget *parent)
    : QWidget(parent)
    , m_mirror(mirror)
    , m_clients(mirror.session().watch(u"/api/clients"_s))
    , m_health(mirror.session().watch(u"/api/system/health/websocket"_s))
    , m_model([this] { return m_mirror.session().serverNow(m_clients); }, this)
    , m_heading(makeHeading(tr("Clients"), this))
    , m_totals(makeHint({}, this))
    , m_table(new FactsTable(tr("Clients"), this))
{
    m_totals->setWordWrap(false);
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new FactsDelegate(m_table));
    const int unit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(ClientsModel::Path, unit * 13);
    m_table->setColumnWidth(ClientsModel::Peer, unit * 18);
    m_table->setColumnWidth(ClientsModel::Token, unit * 20);
    m_table->setColumnWidth(ClientsModel::Scope, unit * 13);
    m_table->horizontalHeader()->setSectionResizeMode(ClientsModel::Patterns, QHeaderView::Stretch);
    keepColumns(*m_table, u"api/clients");
    addCurl(*m_table, mirror.session(), m_clients.path());
    auto *head = new QHBoxLayout;
    head->addWidget(m_heading);
    head->addStretch(1);
    head->addWidget(m_totals);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    wantWhileShown(*this, {&m_clients, &m_health});
    connect(&mirror, &Mirror::refreshed, this, [this] {
        if (isVisible()) {
            refresh();
        }
    });
    refresh();
}

QString ClientsPanel::totals() const
{
    return m_totals->text();
}

std::optional<int> ClientsPanel::connectedBy(const QString &tokenId) const
{
    return m_mirror.session().freshness(m_clients).vouched
        ? std::optional(clientsBy(clientRows(m_clients.body()), tokenId))
        : std::nullopt;
}

void ClientsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

/// Figures that nobody vouches for are left out: they would have to be marked one by one.
QString ClientsPanel::totalsNow() const
{
    if (!m_mirror.session().freshness(m_health).vouched) {
        return {};
    }
    const SocketTotals totals = socketTotals(m_health.body());
    return tr("Since the start: connections %1, messages %2, cut off as too slow %3, events lost "
              "%4")
        .arg(figure(totals.admitted), figure(totals.sent), figure(totals.tooSlow),
             figure(totals.dropped));
}

void ClientsPanel::refresh()
{
    const Freshness freshness = m_mirror.session().freshness(m_clients);
    m_model.merge(clientRows(m_clients.body()));
    m_table->setFreshness(freshness, tr("Nobody is connected"));
    m_table->viewport()->update(); // ages
    m_heading->setText(freshness.vouched ? tr("Clients: %1").arg(m_model.rowCount())
                                         : tr("Clients"));
    m_totals->setText(totalsNow());
}

} // namespace ui
