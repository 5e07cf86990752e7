// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/api/accessmodels.h"

#include <QWidget>

class QLabel;

namespace ui {

class FactsTable;
class Mirror;
class Resource;

/// Who listens to the events of the backend, and how the sockets do.
class ClientsPanel final : public QWidget
{
    Q_OBJECT

public:
    ClientsPanel(Mirror &mirror, QWidget *parent);

    FactsTable *table() const { return m_table; }

    /// What is said of both sockets together.
    QString totals() const;

    /// How many are connected by this token; nothing while nobody vouches for a number.
    std::optional<int> connectedBy(const QString &tokenId) const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    QString totalsNow() const;

    Mirror &m_mirror;
    Resource &m_clients;
    Resource &m_health;
    ClientsModel m_model;
    QLabel *m_heading;
    QLabel *m_totals;
    FactsTable *m_table;
};

} // namespace ui
