// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/socketclient.h"

#include "tests/scenario/support/processes.h"

#include <QJsonDocument>
#include <QNetworkRequest>
#include <QSslConfiguration>

using namespace Qt::StringLiterals;

namespace scenario {

SocketClient::SocketClient(const QUrl &url, const QByteArray &token)
{
    QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket,
                     [this](const QString &text) {
                         m_heard.append(QJsonDocument::fromJson(text.toUtf8()).object());
                     });
    QNetworkRequest request(url);
    if (!token.isEmpty()) {
        request.setRawHeader("Authorization", "Bearer " + token);
    }
    if (url.scheme() == u"wss") {
        QSslConfiguration believing = m_socket.sslConfiguration();
        believing.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_socket.setSslConfiguration(believing);
    }
    m_socket.open(request);
}

QJsonObject SocketClient::greeting()
{
    return next(u"connected"_s);
}

void SocketClient::send(const QJsonObject &message)
{
    m_socket.sendTextMessage(
        QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
}

QJsonObject SocketClient::next(const std::function<bool(const QJsonObject &)> &fits, int ms)
{
    QJsonObject found;
    (void)waitUntil(
        [&] {
            while (m_taken < m_heard.size() && found.isEmpty()) {
                const QJsonObject &message = m_heard.at(m_taken++);
                found = fits(message) ? message : QJsonObject();
            }
            return !found.isEmpty();
        },
        ms);
    return found;
}

QJsonObject SocketClient::next(const QString &type, int ms)
{
    return next([&type](const QJsonObject &message) { return message.value(u"type") == type; }, ms);
}

QJsonObject SocketClient::nextStatus(const QString &service, const QString &status, int ms)
{
    return next(
        [&](const QJsonObject &message) {
            const QJsonValue data = message.value(u"data");
            return message.value(u"type") == u"service.status_changed"_s
                && data[u"service"] == service && data[u"status"] == status;
        },
        ms);
}

QList<QJsonObject> SocketClient::events() const
{
    QList<QJsonObject> found;
    for (const QJsonObject &message : m_heard) {
        if (message.contains(u"channel")) {
            found.append(message);
        }
    }
    return found;
}

} // namespace scenario
