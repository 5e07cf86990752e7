// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/apiclient.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPointer>
#include <QTimer>

#include <utility>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ApiClient", text);
}

QString transportSentence(const QNetworkReply &reply)
{
    switch (reply.error()) {
    case QNetworkReply::NoError:
        return {};
    case QNetworkReply::ConnectionRefusedError:
        return tr("Nothing listens at this address");
    case QNetworkReply::HostNotFoundError:
        return tr("The host is not known");
    case QNetworkReply::OperationCanceledError:
    case QNetworkReply::TimeoutError:
        return tr("No answer in time");
    case QNetworkReply::RemoteHostClosedError:
        return tr("The backend closed the connection");
    case QNetworkReply::SslHandshakeFailedError:
        return tr("The certificate was not accepted");
    default: // a foreign enum of several dozen values
        return reply.errorString();
    }
}

Answer answerOf(QNetworkReply &reply, protocol::SteadyTime askedAt)
{
    Answer answer{.askedAt = askedAt};
    answer.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QJsonDocument document = QJsonDocument::fromJson(reply.readAll());
    answer.body = document.object();
    const bool good =
        answer.status >= 200 && answer.status < 300 && reply.error() == QNetworkReply::NoError;
    if (!good) {
        answer.error = errorSentence(answer.status, answer.body, transportSentence(reply));
    } else if (!document.isObject()) {
        answer.error = tr("The answer is not the JSON that was expected");
    }
    return answer;
}

} // namespace

QString errorSentence(int status, const QJsonObject &body, const QString &transport)
{
    const QString detail = body.value(u"detail").toString();
    if (!detail.isEmpty()) {
        return detail;
    }
    if (status == 0 || (status >= 200 && status < 300)) {
        return transport.isEmpty() ? tr("No answer") : transport;
    }
    switch (status) {
    case 401:
        return tr("The token was refused");
    case 403:
        return tr("This token may not do that");
    case 404:
        return tr("The backend does not know this resource");
    case 429:
        return tr("Too many requests");
    default:
        return tr("The backend answered %1").arg(status);
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
}

QNetworkRequest ApiClient::request(const QString &path) const
{
    QNetworkRequest request(m_connection.url.resolved(QUrl(path)));
    request.setRawHeader("Accept", "application/json");
    if (!m_connection.token.isEmpty()) {
        request.setRawHeader("Authorization", "Bearer " + m_connection.token.toUtf8());
    }
    return request;
}

void ApiClient::get(const QString &path, QObject *context, const Handler &handler)
{
    watch(m_network.get(request(path)), m_timings.request, context, handler);
}

void ApiClient::post(const QString &path, QObject *context, const Handler &handler)
{
    QNetworkRequest wish = request(path);
    wish.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    watch(m_network.post(wish, QByteArray()), m_timings.wish, context, handler);
}

void ApiClient::watch(QNetworkReply *reply, std::chrono::milliseconds deadline, QObject *context,
                      const Handler &handler)
{
    const auto askedAt = protocol::Now::read().steady;
    // An absolute deadline: setTransferTimeout() starts anew with every byte.
    QTimer::singleShot(deadline, reply, &QNetworkReply::abort);
    const QPointer<QObject> guard(context);
    connect(reply, &QNetworkReply::finished, this, [this, reply, askedAt, guard, handler] {
        reply->deleteLater();
        const Answer answer = answerOf(*reply, askedAt);
        if (answer.status != 0) {
            Q_EMIT heard(askedAt);
        }
        if (guard) {
            handler(answer);
        }
    });
}

} // namespace ui
