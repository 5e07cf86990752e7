// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlapi.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QTimer>

#include <memory>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace app {

namespace {

/// Those before are of the connection, perhaps in the middle of an answer.
constexpr int FirstOfAnswers = QNetworkReply::ContentAccessDenied;

const QString OtherCertificate = u"its certificate is another one than the fingerprint says"_s;

struct DeleteLater
{
    void operator()(QNetworkReply *reply) const { reply->deleteLater(); }
};

bool isLate(const QNetworkReply &reply)
{
    return reply.error() == QNetworkReply::OperationCanceledError
        || reply.error() == QNetworkReply::TimeoutError;
}

} // namespace

bool Answer::isDone() const
{
    constexpr int ok = 200;
    constexpr int multipleChoices = 300;
    return status >= ok && status < multipleChoices;
}

Result<QSslConfiguration> Api::trustOf(const Target &target)
{
    QSslConfiguration trust = QSslConfiguration::defaultConfiguration();
    if (!target.fingerprint.isEmpty()) {
        // Nobody is trusted as such: each certificate is an error, and then it is looked at.
        trust.setCaCertificates({});
    }
    if (target.caFile.isEmpty()) {
        return trust;
    }
    const QList<QSslCertificate> certificates = QSslCertificate::fromPath(target.caFile);
    if (certificates.isEmpty()) {
        return Error{ErrorKind::BadRequest,
                     u"%1: holds no certificate that can be read (PEM)"_s.arg(target.caFile)};
    }
    trust.setCaCertificates(certificates);
    return trust;
}

Api::Api(Target target, const QSslConfiguration &trust, std::chrono::seconds patience)
    : m_target(std::move(target))
    , m_trust(trust)
    , m_patience(patience)
{
    m_network.setProxy(QNetworkProxy::NoProxy);
}

QNetworkRequest Api::requestFor(const QUrl &url) const
{
    QNetworkRequest request(url);
    request.setTransferTimeout(static_cast<int>(std::chrono::milliseconds(m_patience).count()));
    // A redirect could carry the token elsewhere.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setSslConfiguration(m_trust);
    request.setRawHeader("Accept", "application/json");
    if (!m_target.token.isEmpty()) {
        request.setRawHeader("Authorization", "Bearer " + m_target.token);
    }
    return request;
}

QNetworkReply *Api::send(const Question &question, const QNetworkRequest &request)
{
    switch (question.method) {
    case Method::Get:
        return m_network.get(request);
    case Method::Post:
        return m_network.post(request, question.body);
    case Method::Patch:
        return m_network.sendCustomRequest(request, "PATCH", question.body);
    case Method::Delete:
        return m_network.deleteResource(request);
    }
    return nullptr;
}

/// Where a fingerprint is given, it alone decides, before anything is sent.
void Api::watch(QNetworkReply *reply, QString &failure)
{
    if (m_target.fingerprint.isEmpty()) {
        return;
    }
    const auto isRight = [this, reply, &failure] {
        const bool isOne = isExpected(reply->sslConfiguration().peerCertificate(), m_target);
        failure = isOne ? QString() : OtherCertificate;
        return isOne;
    };
    QObject::connect(reply, &QNetworkReply::sslErrors, reply, [reply, isRight] {
        if (isRight()) {
            reply->ignoreSslErrors();
        }
    });
    QObject::connect(reply, &QNetworkReply::encrypted, reply, [reply, isRight] {
        if (!isRight()) {
            reply->abort();
        }
    });
}

Answer Api::ask(const Question &question)
{
    QUrl url = m_target.url;
    url.setPath(question.path, QUrl::StrictMode);
    if (!question.query.isEmpty()) {
        url.setQuery(question.query);
    }
    QNetworkRequest request = requestFor(url);
    if (!question.body.isEmpty() || question.method == Method::Post) {
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    }
    QString failure;
    const std::unique_ptr<QNetworkReply, DeleteLater> reply(send(question, request));
    watch(reply.get(), failure);
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();

    Answer answer;
    if (reply->error() == QNetworkReply::NoError || reply->error() >= FirstOfAnswers) {
        answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }
    if (answer.status == 0) {
        const QString late = u"no answer within %1 s"_s.arg(m_patience.count());
        const QString reason = isLate(*reply) ? late : reply->errorString();
        answer.failure = m_target.url.authority() % u": " % (failure.isEmpty() ? reason : failure);
        return answer;
    }
    answer.body = reply->readAll();
    const QJsonDocument document = QJsonDocument::fromJson(answer.body);
    answer.isJson = document.isObject();
    answer.json = document.object();
    return answer;
}

bool isExpected(const QSslCertificate &certificate, const Target &target)
{
    return certificate.digest(QCryptographicHash::Sha256) == target.fingerprint;
}

void pause(std::chrono::milliseconds duration)
{
    QEventLoop loop;
    QTimer::singleShot(duration, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace app
