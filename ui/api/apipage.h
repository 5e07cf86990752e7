// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QAction;
class QTabWidget;

namespace ui {

class AddressBox;
class ClientsPanel;
class Mirror;
class RegistryTab;
class RequestsTab;
class TapTab;
class TokensPanel;

/// For those who write programs against the API: where it is, who may and does use it, what it
/// tells, and how it is asked.
class ApiPage final : public QWidget
{
    Q_OBJECT

public:
    ApiPage(Mirror &mirror, QWidget *parent);

    QTabWidget *tabs() const { return m_tabs; }

    AddressBox *addresses() const { return m_addresses; }

    TokensPanel *tokens() const { return m_tokens; }

    ClientsPanel *clients() const { return m_clients; }

    TapTab *tap() const { return m_tap; }

    RegistryTab *registry() const { return m_registry; }

    RequestsTab *requests() const { return m_requests; }

    /// For a menu.
    QList<QAction *> actions() const;

private:
    QWidget *makeAccess();

    QTabWidget *m_tabs;
    AddressBox *m_addresses;
    ClientsPanel *m_clients;
    TokensPanel *m_tokens;
    TapTab *m_tap;
    RegistryTab *m_registry;
    RequestsTab *m_requests;
};

} // namespace ui
