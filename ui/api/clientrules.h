// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <optional>

namespace ui {

/// Somebody who listens on a socket of the backend.
struct ClientRow
{
    QString id = {};
    QString path = {};
    QString peer = {};
    QString tokenId = {};
    QString token = {}; ///< its name; empty: none
    QString scope = {};
    std::optional<protocol::WallTime> since = {};
    bool getsEverything = false;
    QStringList patterns = {}; ///< what it gets where that is not everything
    std::optional<qint64> backlogBytes = {};
    std::optional<qint64> acknowledged = {};
    int twin = 0; ///< counts those without an id of their own

    bool operator==(const ClientRow &) const = default;
};

/// The connections of GET /api/clients, in its order.
QList<ClientRow> clientRows(const QJsonObject &body);

/// How many of them are connected by this token.
int clientsBy(const QList<ClientRow> &rows, const QString &tokenId);

/// Of both sockets together since the start of the backend; nothing where one of them does not
/// tell it.
struct SocketTotals
{
    std::optional<qint64> admitted = {};
    std::optional<qint64> sent = {};
    std::optional<qint64> tooSlow = {};
    std::optional<qint64> dropped = {};

    bool operator==(const SocketTotals &) const = default;
};

/// From GET /api/system/health/websocket.
SocketTotals socketTotals(const QJsonObject &body);

} // namespace ui
