// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/request.h"

#include "tests/scenario/support/processes.h"

#include <QJsonDocument>
#include <QSslSocket>

namespace scenario {

namespace {

// The head of an answer as fields; false while it is not complete.
bool takeHead(const QByteArray &bytes, Answer &answer)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0) {
        return false;
    }
    const QList<QByteArray> lines = bytes.first(end).split('\n');
    answer.status = lines.first().mid(9, 3).toInt();
    answer.headers.clear();
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.append({line.first(colon).toLower(), line.sliced(colon + 1).trimmed()});
    }
    answer.body = bytes.sliced(end + 4);
    return true;
}

QByteArray bytesOf(const Way &way, const QByteArray &method, const QByteArray &target,
                   const Headers &headers, const QByteArray &body)
{
    QByteArray bytes = method + ' ' + target + " HTTP/1.1\r\n";
    bool hasHost = false;
    bool hasFraming = body.isEmpty();
    for (const auto &[name, value] : headers) {
        bytes += name + ": " + value + "\r\n";
        hasHost = hasHost || name.toLower() == "host";
        hasFraming = hasFraming || name.toLower() == "transfer-encoding"
            || name.toLower() == "content-length";
    }
    if (!hasHost) {
        bytes +=
            "Host: " + way.host.toString().toLatin1() + ':' + QByteArray::number(way.port) + "\r\n";
    }
    if (!hasFraming) {
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    }
    return bytes + "\r\n" + body;
}

} // namespace

QByteArray Answer::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key == name.toLower()) {
            return value;
        }
    }
    return {};
}

QJsonObject Answer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QString Answer::detail() const
{
    return json().value(u"detail").toString();
}

std::optional<Answer> completeAnswer(const QByteArray &bytes, bool isToHead)
{
    Answer answer;
    const bool isThere = takeHead(bytes, answer)
        && (isToHead || answer.body.size() >= answer.header("content-length").toLongLong());
    return isThere ? std::optional(answer) : std::nullopt;
}

Answer request(quint16 port, const QByteArray &method, const QByteArray &target,
               const Headers &headers, const QByteArray &body, int ms)
{
    return request(Way{.port = port}, method, target, headers, body, ms);
}

Answer request(const Way &way, const QByteArray &method, const QByteArray &target,
               const Headers &headers, const QByteArray &body, int ms)
{
    QSslSocket socket;
    if (!way.source.isNull()) {
        socket.bind(way.source);
    }
    if (way.isEncrypted) {
        socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        socket.connectToHostEncrypted(way.host.toString(), way.port);
    } else {
        socket.connectToHost(way.host, way.port);
    }
    socket.write(bytesOf(way, method, target, headers, body));
    QByteArray bytes;
    std::optional<Answer> answer;
    const bool isToHead = method == "HEAD";
    (void)waitUntil(
        [&] {
            bytes += socket.readAll();
            answer = completeAnswer(bytes, isToHead);
            return answer || socket.state() == QAbstractSocket::UnconnectedState;
        },
        ms);
    return answer.value_or(Answer{});
}

} // namespace scenario
