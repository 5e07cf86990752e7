// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QGridLayout;

namespace ui {

class Resource;
class Session;

/// Where programs reach this backend: its API, its sockets, its documentation.
class AddressBox final : public QWidget
{
    Q_OBJECT

public:
    AddressBox(Session &session, QWidget *parent);

    /// The addresses as they are shown.
    QStringList addresses() const { return m_addresses; }

private:
    void refresh();
    void addRow(const QString &name, const QUrl &url, bool isPage);

    Session &m_session;
    Resource &m_description; ///< of the sockets
    QGridLayout *m_rows;
    QStringList m_sockets;
    QStringList m_addresses;
};

} // namespace ui
