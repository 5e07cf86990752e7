// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/prometheusdouble.h"

namespace support {

namespace {

constexpr auto Base = "/base";

quint32 crcOf(const QByteArray &bytes)
{
    quint32 crc = ~0U;
    for (const char byte : bytes) {
        crc ^= static_cast<uchar>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
        }
    }
    return ~crc;
}

QByteArray littleEndian(quint32 number)
{
    QByteArray bytes;
    for (int i = 0; i < 4; ++i) {
        bytes.append(static_cast<char>(number >> (8 * i)));
    }
    return bytes;
}

} // namespace

PrometheusDouble::PrometheusDouble(const QByteArray &targets)
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, &PrometheusDouble::accept);
    set(Ready, {.bytes = http(200, "Prometheus Server is Ready.\n")});
    set(Tsdb,
        {.bytes = http(200, R"({"status":"success","data":{"headStats":{"numSeries":15000}}})")});
    setTargets(targets);
}

void PrometheusDouble::setTargets(const QByteArray &targets)
{
    set(Targets,
        {.bytes = http(200, R"({"status":"success","data":{"activeTargets":[)" + targets + "]}}")});
}

QByteArray PrometheusDouble::http(int status, const QByteArray &body, const QByteArray &fields)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Status\r\n" + fields
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

// RFC 1952: a head, the deflated bytes without zlib's wrapping, sum and size.
QByteArray PrometheusDouble::gzip(const QByteArray &body)
{
    const QByteArray zlib = qCompress(body, 9).sliced(4);
    const QByteArray packed = QByteArray("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10)
        + zlib.sliced(2, zlib.size() - 6) + littleEndian(crcOf(body))
        + littleEndian(static_cast<quint32>(body.size()));
    return http(200, packed, "Content-Encoding: gzip\r\n");
}

QByteArray PrometheusDouble::target(int number, const QByteArray &health)
{
    QByteArray text =
        R"({"discoveredLabels":{"__address__":"HOST","__metrics_path__":"/metrics",)"
        R"("__scheme__":"http","__scrape_interval__":"15s","__scrape_timeout__":"10s","job":"node"},)"
        R"("labels":{"instance":"HOST","job":"node"},"scrapePool":"node",)"
        R"("scrapeUrl":"http://HOST/metrics","globalUrl":"http://HOST/metrics","lastError":"",)"
        R"("lastScrape":"2025-12-27T10:30:00.123456789Z","lastScrapeDuration":0.012345678,)"
        R"("health":"HEALTH","scrapeInterval":"15s","scrapeTimeout":"10s"})";
    text.replace("HOST", QByteArray("host-" + QByteArray::number(number) + ".example:9100"));
    return text.replace("HEALTH", health);
}

QByteArray PrometheusDouble::manyTargets(int count)
{
    QByteArrayList all;
    for (int i = 0; i < count; ++i) {
        all.append(target(i));
    }
    return all.join(',');
}

void PrometheusDouble::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        ++m_open;
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            --m_open;
            m_unread.remove(socket);
            socket->deleteLater();
        });
    }
}

void PrometheusDouble::read(QTcpSocket *socket)
{
    // By value: an answer that closes takes the connection off the map.
    QByteArray unread = m_unread.take(socket) + socket->readAll();
    qsizetype end = 0;
    while ((end = unread.indexOf("\r\n\r\n")) >= 0) {
        const QByteArray head = unread.first(end);
        unread.remove(0, end + 4);
        QByteArray path = head.split(' ').value(1);
        path = path.startsWith(Base) ? path.sliced(5).split('?').first() : "elsewhere";
        ++m_counts[path];
        m_requests[path] = head;
        const auto reply = m_replies.constFind(path);
        answer(socket, reply == m_replies.constEnd() ? Reply{.bytes = http(404, {})} : *reply);
    }
    if (socket->state() == QAbstractSocket::ConnectedState) {
        m_unread[socket] = unread;
    }
}

void PrometheusDouble::answer(QTcpSocket *socket, const Reply &reply)
{
    socket->write(reply.bytes);
    if (reply.closes) {
        socket->disconnectFromHost();
    }
    if (!reply.again.isEmpty()) {
        const auto push = [socket, again = reply.again] {
            if (socket->state() == QAbstractSocket::ConnectedState && socket->bytesToWrite() == 0) {
                socket->write(again);
            }
        };
        connect(socket, &QTcpSocket::bytesWritten, this, push);
        push();
    }
}

} // namespace support
