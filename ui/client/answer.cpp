// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/answer.h"

#include "ui/client/trust.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QNetworkReply>

namespace ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ApiClient)
};

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

// These errors come before a byte of the request has left.
bool mayHaveArrived(QNetworkReply::NetworkError error)
{
    return error != QNetworkReply::ConnectionRefusedError
        && error != QNetworkReply::HostNotFoundError
        && error != QNetworkReply::SslHandshakeFailedError;
}

} // namespace

Arrival arrivalOf(QNetworkReply &reply, protocol::SteadyTime askedAt)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return {.status = status,
            // An aborted one is closed, and reading it would complain.
            .body = reply.isOpen() ? reply.readAll() : QByteArray(),
            .transport = transportSentence(reply),
            .isGood = status >= 200 && status < 300 && reply.error() == QNetworkReply::NoError,
            .isUnsure = status == 0 && mayHaveArrived(reply.error()),
            .isUntrusted = reply.error() == QNetworkReply::SslHandshakeFailedError,
            .askedAt = askedAt};
}

Answer answerOf(const Arrival &arrival)
{
    const QJsonDocument document = QJsonDocument::fromJson(arrival.body);
    Answer answer{.status = arrival.status,
                  .body = document.object(),
                  .isUnsure = arrival.isUnsure,
                  .isUntrusted = arrival.isUntrusted,
                  .askedAt = arrival.askedAt};
    if (!arrival.isGood) {
        answer.error = errorSentence(answer.status, answer.body, arrival.transport);
    } else if (!document.isObject() && answer.status != 204) {
        answer.error = Text::tr("The answer is not the JSON that was expected");
    }
    return answer;
}

Answer answerOf(const Arrival &arrival, const QString &path, const AnswerContract &contract)
{
    Answer answer = answerOf(arrival);
    if (answer.ok() || !answer.body.isEmpty()) {
        if (const auto wrong = contract.fault(path, answer.status, answer.body)) {
            answer.isForeign = true;
            answer.error = *wrong;
        }
    }
    return answer;
}

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

} // namespace ui
