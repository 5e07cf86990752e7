// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/mutatingproxy.h"

#include <QTcpSocket>

#include <utility>

using namespace Qt::StringLiterals;

namespace scenario {

/// One connection of a client, and ours to the backend for it. Lives as long as the former.
struct MutatingProxy::Visit
{
    QTcpSocket *client = nullptr;
    QTcpSocket *backend = nullptr;
    QByteArray request = {};
    QByteArray answer = {};
    QByteArray method = {};
    QByteArray path = {};
    bool isTunnel = false;
};

namespace {

const QByteArray EndOfHead = "\r\n\r\n";

/// The head of the request as the backend shall see it: its own name, and unless it is that of a
/// WebSocket it closes behind its answer.
QByteArray headFor(const QUrl &backend, const QByteArray &head, bool isTunnel)
{
    QByteArrayList lines;
    for (const QByteArray &line : QByteArray(head).replace("\r\n", "\n").split('\n')) {
        const QByteArray name = line.toLower();
        if (!name.startsWith("host:") && (isTunnel || !name.startsWith("connection:"))) {
            lines << line;
        }
    }
    lines << "Host: " + backend.authority().toLatin1();
    if (!isTunnel) {
        lines << "Connection: close";
    }
    return lines.join("\r\n");
}

QByteArray onTheWire(const Answer &answer)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(answer.status) + " Status\r\n";
    for (const auto &[name, value] : answer.headers) {
        if (name != "content-length" && name != "connection" && name != "transfer-encoding") {
            bytes += name + ": " + value + "\r\n";
        }
    }
    return bytes + "Content-Length: " + QByteArray::number(answer.body.size())
        + "\r\nConnection: close\r\n\r\n" + answer.body;
}

} // namespace

MutatingProxy::MutatingProxy(QUrl backend)
    : m_backend(std::move(backend))
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, &MutatingProxy::accept);
}

QUrl MutatingProxy::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort()));
}

void MutatingProxy::accept()
{
    while (QTcpSocket *client = m_server.nextPendingConnection()) {
        auto visit = std::make_shared<Visit>();
        visit->client = client;
        visit->backend = new QTcpSocket(client);
        connect(client, &QTcpSocket::readyRead, this, [this, visit] { onRequest(*visit); });
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        connect(visit->backend, &QTcpSocket::readyRead, this, [this, visit] { onAnswer(*visit); });
        connect(visit->backend, &QTcpSocket::disconnected, client,
                [client] { client->disconnectFromHost(); });
        connect(visit->backend, &QTcpSocket::errorOccurred, client,
                [client] { client->disconnectFromHost(); });
        visit->backend->connectToHost(m_backend.host(), static_cast<quint16>(m_backend.port()));
    }
}

void MutatingProxy::onRequest(Visit &visit)
{
    visit.request += visit.client->readAll();
    if (visit.isTunnel) {
        visit.backend->write(std::exchange(visit.request, {}));
        return;
    }
    const qsizetype end = visit.request.indexOf(EndOfHead);
    if (end < 0) {
        return;
    }
    const QByteArray head = visit.request.first(end);
    const QByteArrayList words = head.first(head.indexOf('\r')).split(' ');
    visit.method = words.value(0);
    visit.path = words.value(1).split('?').first();
    visit.isTunnel = head.toLower().contains("\r\nupgrade:");
    visit.backend->write(headFor(m_backend, head, visit.isTunnel) + visit.request.sliced(end));
    visit.request.clear();
}

void MutatingProxy::onAnswer(Visit &visit)
{
    if (visit.isTunnel) {
        visit.client->write(visit.backend->readAll());
        return;
    }
    visit.answer += visit.backend->readAll();
    auto whole = completeAnswer(visit.answer, visit.method == "HEAD");
    if (!whole) {
        return;
    }
    if (m_mutation && visit.method == "GET") {
        ++m_changed;
        *whole = m_mutation(visit.path, std::move(*whole));
    }
    visit.client->write(onTheWire(*whole));
    visit.client->disconnectFromHost();
}

} // namespace scenario
