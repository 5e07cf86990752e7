// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/api/clientrules.h"
#include "ui/api/tokenrules.h"
#include "ui/look/states.h"
#include "ui/models/keyedmodel.h"

#include <functional>

namespace ui {

/// "Operate"; a word that this console does not know is shown with a "?".
QString scopeText(const QString &scope);

/// Good, expired, or not told.
Look lookOf(const TokenRow &token);

/// The tokens of a backend, in the order of the rows that it is given.
class TokensModel final : public KeyedModel<TokenRow>
{
    Q_OBJECT

public:
    enum Column
    {
        State,
        Name,
        Scope,
        Created,
        Expires,
        Id,
        ColumnCount
    };

    TokensModel(std::function<protocol::WallTime()> now, QObject *parent);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString keyOf(const TokenRow &row) const override { return row.id + u'\n' + row.name; }

    QString text(const TokenRow &row, int column) const;

    std::function<protocol::WallTime()> m_now;
};

/// Who listens, in the order of the rows that it is given.
class ClientsModel final : public KeyedModel<ClientRow>
{
    Q_OBJECT

public:
    enum Column
    {
        Path,
        Peer,
        Token,
        Scope,
        Since,
        Patterns,
        Backlog,
        Acknowledged,
        ColumnCount
    };

    ClientsModel(std::function<protocol::WallTime()> now, QObject *parent);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString keyOf(const ClientRow &row) const override
    {
        return row.id + u'\n' + QString::number(row.twin);
    }

    QString text(const ClientRow &row, int column) const;

    std::function<protocol::WallTime()> m_now;
};

} // namespace ui
