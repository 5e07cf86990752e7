// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlcleanup.h"
#include "app/ctlfollow.h"
#include "app/ctltext.h"
#include "app/ctlverbs.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>

#include <chrono>
#include <cstdio>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace {

/// What the program ends with; part of its interface.
enum Exit
{
    Ok = 0,
    Refused = 1, ///< the API refused or the job failed, the reason is on standard error
    Usage = 2,
    NoConnection = 3,
    Unhealthy = 4 ///< only of the verb health
};

void print(std::FILE *stream, const QByteArray &text)
{
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stream);
}

int fail(Exit exit, const QString &reason)
{
    print(stderr, u"signalboxctl: %1\n"_s.arg(app::harmless(reason)).toUtf8());
    return exit;
}

/// The token, from a file that nobody else can read.
Result<QByteArray> tokenFrom(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorKind::BadRequest, u"%1: %2"_s.arg(path, file.errorString())};
    }
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup
        | QFileDevice::ReadOther | QFileDevice::WriteOther;
    if (file.permissions() & others) {
        return Error{ErrorKind::BadRequest,
                     u"%1: is open to others; give it mode 0600"_s.arg(path)};
    }
    constexpr qint64 maxToken = 4096;
    const QByteArray token = file.read(maxToken).trimmed();
    if (token.isEmpty() || token.contains('\n')) {
        return Error{ErrorKind::BadRequest, u"%1: must hold one token"_s.arg(path)};
    }
    return token;
}

Result<QNetworkRequest> requestFor(const app::Order &order)
{
    QNetworkRequest request(order.url);
    request.setTransferTimeout(static_cast<int>(std::chrono::milliseconds(order.patience).count()));
    // A redirect could carry the token elsewhere.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setRawHeader("Accept", "application/json");
    if (order.verb->method == app::Method::Post) {
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    }
    if (!order.tokenFile.isEmpty()) {
        const Result<QByteArray> token = tokenFrom(order.tokenFile);
        if (!token) {
            return token.error();
        }
        request.setRawHeader("Authorization", "Bearer " + token.value());
    }
    return request;
}

bool isLate(const QNetworkReply &reply)
{
    return reply.error() == QNetworkReply::OperationCanceledError
        || reply.error() == QNetworkReply::TimeoutError;
}

int failWithoutAnswer(const app::Order &order, const QNetworkReply &reply)
{
    if (isLate(reply)) {
        const QString hint = u"; the order may still be carried out, see signalboxctl workers"_s;
        return fail(NoConnection,
                    u"%1: no answer within %2 s%3"_s.arg(order.url.authority())
                        .arg(order.patience.count())
                        .arg(app::isOrder(*order.verb) ? hint : QString()));
    }
    return fail(NoConnection, u"%1: %2"_s.arg(order.url.authority(), reply.errorString()));
}

/// Waits for the end of the job that has begun, prints it and says how the program ends.
int conclude(const app::Order &order, QNetworkAccessManager &network,
             const QNetworkRequest &request, const QJsonObject &begun)
{
    const auto tell = [&order](const QJsonObject &job) {
        if (!order.json && job.value(u"state").toString() == u"running") {
            print(stderr, QString(app::cleanupProgress(job) % u'\n').toUtf8());
        }
    };
    const auto job = app::followJob(network,
                                    {.request = request,
                                     .statusPath = order.verb->follow.toString(),
                                     .job = begun,
                                     .progress = tell});
    if (!job) {
        return fail(job.error().kind == ErrorKind::Unavailable ? NoConnection : Refused,
                    job.error().detail);
    }
    print(stdout,
          order.json ? QJsonDocument(job.value()).toJson(QJsonDocument::Compact) + '\n'
                     : order.verb->text(job.value()).toUtf8());
    const QString state = job.value().value(u"state").toString();
    return state == u"done"
        ? Ok
        : fail(Refused, u"the job ended as %1"_s.arg(state.isEmpty() ? u"unknown"_s : state));
}

/// Prints an answer and says how the program ends.
int conclude(const app::Order &order, QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (isLate(reply) || status == 0) {
        return failWithoutAnswer(order, reply);
    }
    const QByteArray body = reply.readAll();
    const QJsonDocument document = QJsonDocument::fromJson(body);
    const QJsonObject answer = document.object();
    if (order.json) {
        print(stdout, body.endsWith('\n') ? body : QByteArray(body + '\n'));
    }
    constexpr int multipleChoices = 300;
    const bool isDocument =
        status < multipleChoices || (app::readsHealth(*order.verb) && answer.contains(u"status"));
    if (!isDocument) {
        const QString detail = answer.value(u"detail").toString();
        return fail(Refused, detail.isEmpty() ? u"status %1"_s.arg(status) : detail);
    }
    if (!document.isObject()) {
        return fail(Refused, u"the answer is not a JSON object: is this a Signalbox?"_s);
    }
    if (!order.json) {
        print(stdout, order.verb->text(answer).toUtf8());
    }
    const bool unhealthy = answer.value(u"status").toString() == u"unhealthy";
    return app::judgesHealth(*order.verb) && unhealthy ? Unhealthy : Ok;
}

QNetworkReply *send(QNetworkAccessManager &network, app::Method method,
                    const QNetworkRequest &request)
{
    switch (method) {
    case app::Method::Get:
        return network.get(request);
    case app::Method::Post:
        return network.post(request, QByteArray());
    case app::Method::Delete:
        return network.deleteResource(request);
    }
    return nullptr;
}

} // namespace

/// Command-line client of the API: one verb, one request.
// NOLINTNEXTLINE(bugprone-exception-escape): every Result is looked at before its value is taken
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QString url = qEnvironmentVariable("SIGNALBOX_URL", u"http://127.0.0.1:8000"_s);
    const Result<app::Order> order = app::orderOf(QCoreApplication::arguments(), url);
    if (!order) {
        return fail(Usage, order.error().detail);
    }
    if (order.value().isInformation()) {
        print(stdout, order.value().print.toUtf8());
        return Ok;
    }
    const Result<QNetworkRequest> request = requestFor(order.value());
    if (!request) {
        return fail(Usage, request.error().detail);
    }
    QNetworkAccessManager network;
    network.setProxy(QNetworkProxy::NoProxy);
    QNetworkReply *reply = send(network, order.value().verb->method, request.value());
    QObject::connect(reply, &QNetworkReply::finished, &application, &QCoreApplication::quit);
    QCoreApplication::exec();
    constexpr int accepted = 202;
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return order.value().follows && status == accepted
        ? conclude(order.value(), network, request.value(),
                   QJsonDocument::fromJson(reply->readAll()).object())
        : conclude(order.value(), *reply);
}
