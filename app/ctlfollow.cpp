// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlfollow.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QTimer>

#include <chrono>
#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace app {

namespace {

constexpr auto FirstPause = 100ms;
constexpr auto LongestPause = 1000ms;

struct DeleteLater
{
    void operator()(QNetworkReply *reply) const { reply->deleteLater(); }
};

void pause(std::chrono::milliseconds duration)
{
    QEventLoop loop;
    QTimer::singleShot(duration, &loop, &QEventLoop::quit);
    loop.exec();
}

Result<QJsonObject> jobNow(QNetworkAccessManager &network, const QNetworkRequest &request,
                           const QString &id)
{
    const std::unique_ptr<QNetworkReply, DeleteLater> reply(network.get(request));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    if (reply->error() != QNetworkReply::NoError) {
        return Error{ErrorKind::Unavailable,
                     u"%1: %2; the job may still be at work"_s.arg(request.url().authority(),
                                                                   reply->errorString())};
    }
    const QJsonObject job =
        QJsonDocument::fromJson(reply->readAll()).object().value(u"job").toObject();
    if (job.value(u"id").toString() != id) {
        return Error{ErrorKind::NotFound, u"the job %1 is not known any more"_s.arg(id)};
    }
    return job;
}

} // namespace

Result<QJsonObject> followJob(QNetworkAccessManager &network, const Follow &follow)
{
    QNetworkRequest request = follow.request;
    QUrl url = request.url();
    url.setPath(follow.statusPath);
    url.setQuery(QString());
    request.setUrl(url);
    QJsonObject job = follow.job;
    const QString id = job.value(u"id").toString();
    auto wait = FirstPause;
    while (job.value(u"state").toString() == u"running") {
        pause(wait);
        wait = std::min<std::chrono::milliseconds>(2 * wait, LongestPause);
        const auto now = jobNow(network, request, id);
        if (!now) {
            return now.error();
        }
        if (now.value() != job) {
            job = now.value();
            follow.progress(job);
        }
    }
    return job;
}

} // namespace app
