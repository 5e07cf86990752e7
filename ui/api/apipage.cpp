// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/apipage.h"

#include "ui/api/addressbox.h"
#include "ui/api/clientspanel.h"
#include "ui/api/registrytab.h"
#include "ui/api/requeststab.h"
#include "ui/api/taptab.h"
#include "ui/api/tokenspanel.h"
#include "ui/frame/accessiblerole.h"
#include "ui/look/density.h"
#include "ui/models/mirror.h"

#include <QTabWidget>
#include <QVBoxLayout>

namespace ui {

ApiPage::ApiPage(Mirror &mirror, QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
    , m_addresses(new AddressBox(mirror.session(), this))
    , m_clients(new ClientsPanel(mirror, this))
    , m_tokens(new TokensPanel(
          mirror, [this](const QString &tokenId) { return m_clients->connectedBy(tokenId); }, this))
    , m_tap(new TapTab(mirror, this))
    , m_registry(new RegistryTab(mirror, this))
    , m_requests(new RequestsTab(mirror, this))
{
    tellAs(*m_tabs, QAccessible::Grouping, tr("Parts of this page"));
    m_tabs->addTab(makeAccess(), tr("Access"));
    m_tabs->addTab(m_tap, tr("Live tap"));
    m_tabs->addTab(m_registry, tr("Types of events"));
    m_tabs->addTab(m_requests, tr("Requests"));
    auto *layout = new QVBoxLayout(this);
    keepRoom(*this, *layout, {10, 8, 10, 8}, 6);
    layout->addWidget(m_tabs);
    setFocusProxy(m_tabs);
}

QWidget *ApiPage::makeAccess()
{
    auto *access = new QWidget(m_tabs);
    auto *layout = new QVBoxLayout(access);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(10);
    layout->addWidget(m_addresses);
    layout->addWidget(m_tokens, 1);
    layout->addWidget(m_clients, 1);
    return access;
}

QList<QAction *> ApiPage::actions() const
{
    return {m_tokens->createAction(), m_tokens->revokeAction(), m_tap->pauseAction(),
            m_tap->clearAction(),     m_tap->copyAction(),      m_registry->copyAction(),
            m_requests->copyAction()};
}

} // namespace ui
