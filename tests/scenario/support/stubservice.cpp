// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/stubservice.h"

#include "backend/protocol/names.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace scenario {

namespace {

constexpr qsizetype HugeBytes = qsizetype{20} * 1024 * 1024;

QByteArray httpAnswer(const QByteArray &status, const QByteArray &body)
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

// "POST /yolo26/detect HTTP/1.1" → "yolo26", "detect"
std::pair<QString, QString> targetOf(const QByteArray &request)
{
    const QList<QByteArray> words = request.first(request.indexOf("\r\n")).split(' ');
    const QList<QByteArray> parts = words.value(1).split('/');
    return {QString::fromUtf8(parts.value(1)), QString::fromUtf8(parts.value(2))};
}

QJsonObject embeddingAlong(int axis)
{
    constexpr int numbers = 768;
    QJsonArray embedding;
    for (int i = 0; i < numbers; ++i) {
        embedding.append(i == axis ? 1 : 0);
    }
    return {{u"embedding"_s, embedding}, {u"inference_time_ms"_s, 1}};
}

bool isWhole(const QByteArray &request)
{
    const qsizetype end = request.indexOf("\r\n\r\n");
    if (end < 0) {
        return false;
    }
    const QByteArray head = request.first(end + 2).toLower();
    const qsizetype field = head.indexOf("\r\ncontent-length:");
    if (field < 0) {
        return true;
    }
    const qsizetype start = field + 17;
    const qint64 length =
        head.sliced(start, head.indexOf("\r\n", start) - start).trimmed().toLongLong();
    return request.size() >= end + 4 + length;
}

/// Of a language model's server: one of two is at work.
const QByteArray Slots = R"([{"id":0,"state":1,"n_ctx":4096},{"id":1,"state":0,"n_ctx":4096}])";

} // namespace

StubService::StubService(quint16 port)
    : m_detections{
        {u"detections"_s,
         QJsonArray{QJsonObject{
             {u"class"_s, u"person"_s},
             {u"confidence"_s, 0.9},
             {u"bbox"_s,
              QJsonObject{{u"x"_s, 8}, {u"y"_s, 8}, {u"width"_s, 24}, {u"height"_s, 40}}}}}},
        {u"inference_time_ms"_s, 1.5},
        {u"image_width"_s, 64},
        {u"image_height"_s, 64}}
{
    connect(&m_server, &QTcpServer::newConnection, this, &StubService::serve);
    m_server.listen(QHostAddress::LocalHost, port);
    m_port = m_server.serverPort();
}

QUrl StubService::url(const QString &service) const
{
    return QUrl(u"http://127.0.0.1:%1/%2"_s.arg(m_port).arg(service));
}

QString StubService::toml(const QString &keys, const QString &serviceKeys) const
{
    QString text = u"[ai]\nembedded = \"false\"\n"_s + keys + u'\n';
    for (const protocol::AiServiceName &service : protocol::AiServices) {
        const QString name = service.name.toString();
        text += u"[ai.%1]\nurl = \"%2\"\n%3\n"_s.arg(name, url(name).toString(), serviceKeys);
    }
    return text;
}

void StubService::drop()
{
    m_server.close();
    const QList<QTcpSocket *> sockets = m_requests.keys();
    for (QTcpSocket *socket : sockets) {
        socket->abort();
    }
}

bool StubService::comeBack()
{
    return m_server.listen(QHostAddress::LocalHost, m_port);
}

void StubService::serve()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        m_requests.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_requests.remove(socket);
            socket->deleteLater();
        });
    }
}

void StubService::read(QTcpSocket *socket)
{
    QByteArray &request = m_requests[socket];
    request += socket->readAll();
    if (!isWhole(request)) {
        return;
    }
    const auto [service, what] = targetOf(request);
    request.clear();
    ++m_counts[service + u'/' + what];
    answer(socket, service, what);
}

void StubService::answer(QTcpSocket *socket, const QString &service, const QString &what)
{
    if (what == u"slots") {
        socket->write(httpAnswer("200 OK", Slots));
        socket->disconnectFromHost();
        return;
    }
    const bool isHealth = what == u"health";
    const QByteArray good = httpAnswer("200 OK", compact(goodAnswer(what)));
    const auto send = [socket](const QByteArray &bytes) {
        socket->write(bytes);
        socket->disconnectFromHost();
    };
    switch ((isHealth ? m_health : m_work).value(service, Behaviour::Works)) {
    case Behaviour::Works:
        return send(goodAnswer(what).isEmpty() ? httpAnswer("404 Not Found", "{}") : good);
    case Behaviour::NoModel:
        return send(isHealth ? httpAnswer("200 OK", R"({"status":"healthy","model_loaded":false})")
                             : good);
    case Behaviour::Fails:
        return send(httpAnswer("500 Internal Server Error", R"({"detail":"CUDA out of memory"})"));
    case Behaviour::Refuses:
        return send(httpAnswer("400 Bad Request", R"({"detail":"cannot read the image"})"));
    case Behaviour::Garbage:
        return send(httpAnswer("200 OK", "<html>\xff\xfe not JSON"));
    case Behaviour::Silent:
        return;
    case Behaviour::Slow:
        QTimer::singleShot(m_slowness, socket, [send, good] { send(good); });
        return;
    case Behaviour::Closes:
        socket->abort();
        return;
    case Behaviour::Huge:
        return send(httpAnswer("200 OK", QByteArray(HugeBytes, ' ')));
    }
}

QJsonObject StubService::goodAnswer(const QString &what) const
{
    if (what == u"health") {
        return {{u"status"_s, u"healthy"_s},
                {u"model_loaded"_s, true},
                {u"model_name"_s, u"stub"_s},
                {u"device"_s, u"cuda:0"_s},
                {u"vram_used_gb"_s, 1.5}};
    }
    if (what == u"detect") {
        return m_detections;
    }
    if (what == u"completion") {
        return {{u"content"_s,
                 u"{\"risk_score\": %1, \"risk_level\": \"medium\", \"summary\": \"A person "
                 "stands at the door\", \"reasoning\": \"A stub says so\"}"_s.arg(m_risk)},
                {u"stop"_s, true}};
    }
    if (what == u"embed") {
        return embeddingAlong(m_axis);
    }
    if (what == u"extract") {
        return {{u"result"_s, u"A person at a gate"_s}, {u"prompt_used"_s, u"<CAPTION>"_s}};
    }
    if (what == u"clothing-classify") {
        return {{u"clothing_type"_s, u"coat"_s}, {u"color"_s, u"red"_s}};
    }
    if (what == u"object-distance") {
        return {{u"estimated_distance_m"_s, 4.5}};
    }
    return {};
}

} // namespace scenario
