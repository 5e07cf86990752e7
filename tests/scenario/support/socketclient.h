// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QUrl>
#include <QWebSocket>

#include <functional>

namespace scenario {

/// A WebSocket that keeps every message it hears.
class SocketClient final
{
public:
    /// Over wss every certificate is believed.
    explicit SocketClient(const QUrl &url, const QByteArray &token = {});

    /// Waits for the server's greeting and gives it; empty when none came.
    QJsonObject greeting();

    void send(const QJsonObject &message);

    /// Waits for the next message that fits, behind those that were taken before, and gives it;
    /// empty when none came in time.
    QJsonObject next(const std::function<bool(const QJsonObject &)> &fits, int ms = 30000);

    /// The next message of this type.
    QJsonObject next(const QString &type, int ms = 30000);

    /// The next event of this type about this service with this status.
    QJsonObject nextStatus(const QString &service, const QString &status, int ms = 30000);

    /// All messages so far.
    QList<QJsonObject> heard() const { return m_heard; }

    /// All events so far: what has a channel.
    QList<QJsonObject> events() const;

    QWebSocket &socket() { return m_socket; }

private:
    QWebSocket m_socket;
    QList<QJsonObject> m_heard;
    qsizetype m_taken = 0;
};

} // namespace scenario
