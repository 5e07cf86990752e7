// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/apiclient.h"

#include "ui/client/trust.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ApiClient)
};

constexpr auto IsPinned = QNetworkRequest::User;

QString transportSentence(const QNetworkReply &reply)
{
    switch (reply.error()) {
    case QNetworkReply::NoError:
        return {};
    case QNetworkReply::ConnectionRefusedError:
        return Text::tr("Nothing listens at this address");
    case QNetworkReply::HostNotFoundError:
        return Text::tr("The host is not known");
    case QNetworkReply::OperationCanceledError:
    case QNetworkReply::TimeoutError:
        return Text::tr("No answer in time");
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
        return Text::tr("The backend closed the connection");
    case QNetworkReply::SslHandshakeFailedError:
        return reply.request().attribute(IsPinned).toBool()
            ? Text::tr("The certificate is not the one that was accepted for this instance")
            : Text::tr("The certificate is not one that this computer trusts");
    default: // a foreign enum of several dozen values
        return reply.errorString();
    }
}

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

// These errors come before a byte of the request has left.
bool mayHaveArrived(QNetworkReply::NetworkError error)
{
    return error != QNetworkReply::ConnectionRefusedError
        && error != QNetworkReply::HostNotFoundError
        && error != QNetworkReply::SslHandshakeFailedError;
}

Answer answerOf(QNetworkReply &reply, protocol::SteadyTime askedAt)
{
    Answer answer{.askedAt = askedAt};
    answer.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // An aborted one is closed, and reading it would complain.
    const QJsonDocument document =
        QJsonDocument::fromJson(reply.isOpen() ? reply.readAll() : QByteArray());
    answer.body = document.object();
    answer.isUnsure = answer.status == 0 && mayHaveArrived(reply.error());
    answer.isUntrusted = reply.error() == QNetworkReply::SslHandshakeFailedError;
    const bool good =
        answer.status >= 200 && answer.status < 300 && reply.error() == QNetworkReply::NoError;
    if (!good) {
        answer.error = errorSentence(answer.status, answer.body, transportSentence(reply));
    } else if (!document.isObject() && answer.status != 204) {
        answer.error = Text::tr("The answer is not the JSON that was expected");
    }
    return answer;
}

Bytes bytesOf(QNetworkReply &reply, protocol::SteadyTime askedAt)
{
    Bytes bytes{.askedAt = askedAt};
    bytes.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray all = reply.isOpen() ? reply.readAll() : QByteArray();
    if (bytes.status >= 200 && bytes.status < 300 && reply.error() == QNetworkReply::NoError) {
        bytes.type = reply.header(QNetworkRequest::ContentTypeHeader)
                         .toString()
                         .section(u';', 0, 0)
                         .trimmed();
        bytes.data = all;
    } else {
        bytes.error = errorSentence(bytes.status, QJsonDocument::fromJson(all).object(),
                                    transportSentence(reply));
    }
    return bytes;
}

} // namespace

QString errorSentence(int status, const QJsonObject &body, const QString &transport)
{
    QString detail = body.value(u"detail").toString();
    if (!detail.isEmpty()) {
        return detail;
    }
    if (status == 0 || (status >= 200 && status < 300)) {
        return transport.isEmpty() ? Text::tr("No answer") : transport;
    }
    switch (status) {
    case 401:
        return Text::tr("The token was refused");
    case 403:
        return Text::tr("This token may not do that");
    case 404:
        return Text::tr("The backend does not know this resource");
    case 429:
        return Text::tr("Too many requests");
    default:
        return Text::tr("The backend answered %1").arg(status);
    }
}

ApiClient::ApiClient(Connection connection, const Timings &timings, QObject *parent)
    : QObject(parent)
    , m_connection(std::move(connection))
    , m_timings(timings)
{
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
    watch(m_network.get(request(path)), m_timings.request, context,
          [this, path, handler](const Answer &answer) {
              Answer judged = answer;
              const bool isDocument = answer.ok() || !answer.body.isEmpty();
              const auto wrong =
                  isDocument ? m_contract.fault(path, answer.status, answer.body) : std::nullopt;
              if (wrong) {
                  judged.isForeign = true;
                  judged.error = *wrong;
              }
              handler(judged);
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
            handler(answerOf(*reply, askedAt));
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
