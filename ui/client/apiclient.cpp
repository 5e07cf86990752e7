// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/apiclient.h"

#include "ui/client/trust.h"

#include <QFutureWatcher>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPointer>
#include <QPromise>
#include <QTimer>

#include <algorithm>
#include <memory>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongBody = 64LL * 1024;

/// A body that cannot be sent again. When a connection breaks after a request has left, Qt would
/// repeat it on a new one, and nobody has wished it twice.
class NoSecondBody final : public QIODevice
{
public:
    explicit NoSecondBody(QByteArray body)
        : m_rest(std::move(body))
    {
        open(QIODevice::ReadOnly);
    }

    bool isSequential() const override { return true; }

    bool reset() override { return false; }

    qint64 bytesAvailable() const override { return m_rest.size() + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        if (m_rest.isEmpty()) {
            return -1;
        }
        const qint64 size = std::min<qint64>(most, m_rest.size());
        std::copy_n(m_rest.constData(), size, data);
        m_rest.remove(0, size);
        return size;
    }

    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_rest;
};

Bytes bytesOf(QNetworkReply &reply, protocol::SteadyTime askedAt)
{
    const Arrival arrival = arrivalOf(reply, askedAt);
    Bytes bytes{.status = arrival.status, .askedAt = askedAt};
    if (arrival.isGood) {
        bytes.type = reply.header(QNetworkRequest::ContentTypeHeader)
                         .toString()
                         .section(u';', 0, 0)
                         .trimmed();
        bytes.data = arrival.body;
    } else {
        bytes.error = errorSentence(arrival.status, QJsonDocument::fromJson(arrival.body).object(),
                                    arrival.transport);
    }
    return bytes;
}

} // namespace

ApiClient::ApiClient(Connection connection, const Timings &timings, QObject *parent)
    : QObject(parent)
    , m_connection(std::move(connection))
    , m_timings(timings)
{
    m_readers.setMaxThreadCount(1); // first come, first read
    // Straight to the address: a proxy of the desktop has no business on loopback, and must not
    // see the token.
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    connect(&m_network, &QNetworkAccessManager::sslErrors, this,
            [this](QNetworkReply *reply, const QList<QSslError> &errors) {
                if (isAccepted(m_connection, reply->sslConfiguration().peerCertificate())) {
                    reply->ignoreSslErrors(errors);
                }
            });
}

QNetworkRequest ApiClient::request(const QString &path) const
{
    QNetworkRequest request(m_connection.url.resolved(QUrl(path)));
    request.setRawHeader("Accept", "application/json");
    request.setSslConfiguration(tlsFor(m_connection));
    request.setAttribute(IsPinned, !m_connection.fingerprint.isEmpty());
    if (!m_connection.token.isEmpty()) {
        request.setRawHeader("Authorization", "Bearer " + m_connection.token.toUtf8());
    }
    return request;
}

void ApiClient::get(const QString &path, QObject *context, const Handler &handler)
{
    QNetworkReply *reply = m_network.get(request(path));
    const QPointer<QObject> guard(context);
    onEnd(reply, m_timings.request,
          [this, reply, path, guard, handler](protocol::SteadyTime askedAt) {
              if (guard) {
                  read(arrivalOf(*reply, askedAt), path, guard, handler);
              }
          });
}

/// A list of a thousand is read beside the window: its thread has to paint.
void ApiClient::read(const Arrival &arrival, const QString &path, QObject *context,
                     const Handler &handler)
{
    if (arrival.body.size() < LongBody) {
        handler(answerOf(arrival, path, *m_contract));
        return;
    }
    auto *watcher = new QFutureWatcher<Answer>(this);
    const QPointer<QObject> guard(context);
    connect(watcher, &QFutureWatcherBase::finished, this, [watcher, guard, handler] {
        watcher->deleteLater();
        if (guard) {
            handler(watcher->result());
        }
    });
    auto promise = std::make_shared<QPromise<Answer>>();
    watcher->setFuture(promise->future());
    m_readers.start([promise, arrival, path, contract = m_contract] {
        promise->start();
        promise->addResult(answerOf(arrival, path, *contract));
        promise->finish();
    });
}

void ApiClient::getBytes(const QString &path, QObject *context, const BytesHandler &handler)
{
    QNetworkRequest wanted = request(path);
    wanted.setRawHeader("Accept", "*/*");
    wanted.setPriority(QNetworkRequest::LowPriority);
    QNetworkReply *reply = m_network.get(wanted);
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 got, qint64 total) {
        if (std::max(got, total) > MostBytes) {
            reply->abort();
        }
    });
    const QPointer<QObject> guard(context);
    onEnd(reply, m_timings.request, [reply, guard, handler](protocol::SteadyTime askedAt) {
        if (guard) {
            handler(bytesOf(*reply, askedAt));
        }
    });
}

void ApiClient::post(const QString &path, QObject *context, const Handler &handler)
{
    wish("POST", path, {}, context, handler);
}

void ApiClient::remove(const QString &path, QObject *context, const Handler &handler)
{
    wish("DELETE", path, {}, context, handler);
}

void ApiClient::send(const QByteArray &method, const QString &path, const QJsonObject &body,
                     QObject *context, const Handler &handler)
{
    wish(method, path, QJsonDocument(body).toJson(QJsonDocument::Compact), context, handler);
}

void ApiClient::wish(const QByteArray &method, const QString &path, const QByteArray &body,
                     QObject *context, const Handler &handler)
{
    QNetworkRequest wish = request(path);
    wish.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    wish.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
    wish.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    auto *once = new NoSecondBody(body);
    QNetworkReply *reply = m_network.sendCustomRequest(wish, method, once);
    once->setParent(reply);
    watch(reply, m_timings.wish, context, handler);
}

void ApiClient::watch(QNetworkReply *reply, std::chrono::milliseconds deadline, QObject *context,
                      const Handler &handler)
{
    const QPointer<QObject> guard(context);
    onEnd(reply, deadline, [reply, guard, handler](protocol::SteadyTime askedAt) {
        if (guard) {
            handler(answerOf(arrivalOf(*reply, askedAt)));
        }
    });
}

void ApiClient::onEnd(QNetworkReply *reply, std::chrono::milliseconds deadline,
                      const std::function<void(protocol::SteadyTime askedAt)> &then)
{
    const auto askedAt = protocol::Now::read().steady;
    // An absolute deadline: setTransferTimeout() starts anew with every byte.
    QTimer::singleShot(deadline, reply, &QNetworkReply::abort);
    connect(reply, &QNetworkReply::finished, this, [this, reply, askedAt, then] {
        reply->deleteLater();
        if (reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() != 0) {
            Q_EMIT heard(askedAt);
        }
        then(askedAt);
    });
}

} // namespace ui
