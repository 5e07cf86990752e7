// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/keptclient.h"

#include <QHostAddress>

namespace scenario {

namespace {

constexpr int Patience = 30000; // ms

} // namespace

bool KeptClient::connectAgain()
{
    m_socket.abort();
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
    return m_socket.waitForConnected(Patience);
}

Answer KeptClient::ask(const QByteArray &method, const QByteArray &target, const Headers &headers,
                       const QByteArray &body)
{
    QByteArray bytes = method + ' ' + target
        + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n";
    for (const auto &[name, value] : headers) {
        bytes += name + ": " + value + "\r\n";
    }
    bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    // The server may have closed a kept connection in the meantime: once more with a new one.
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (m_socket.state() != QAbstractSocket::ConnectedState && !connectAgain()) {
            return {};
        }
        m_socket.write(bytes);
        if (Answer answer = read(method == "HEAD"); answer.status != 0) {
            if (answer.header("connection").toLower() == "close") {
                m_socket.abort();
            }
            return answer;
        }
        m_socket.abort();
    }
    return {};
}

Answer KeptClient::read(bool isToHead)
{
    QByteArray bytes;
    while (true) {
        bytes += m_socket.readAll();
        const auto answer = completeAnswer(bytes, isToHead);
        if (answer) {
            return *answer;
        }
        if (!m_socket.waitForReadyRead(Patience)) {
            return {};
        }
    }
}

} // namespace scenario
