// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/neighbour.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;

namespace app {

namespace {

constexpr std::chrono::milliseconds Patience{2000};

QUrl leftIn(const QString &dataDirectory)
{
    QFile file(addressFile(dataDirectory));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    return QUrl(QJsonDocument::fromJson(file.readAll()).object().value(u"url").toString());
}

QUrl wantedIn(const config::Server &server)
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(server.host);
    url.setPort(server.port);
    return url;
}

// Anything may listen at a port: only the document that the API promises counts.
bool isSignalbox(QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    constexpr int good = 200;
    if (status != good || reply.error() != QNetworkReply::NoError) {
        return false;
    }
    const QJsonObject answer = QJsonDocument::fromJson(reply.readAll()).object();
    return answer.value(u"running").isBool() && answer.value(u"workers").isArray();
}

} // namespace

QUrl Neighbour::addressOf(Backend::Trouble trouble, const Backend::Settings &settings)
{
    switch (trouble) {
    case Backend::Trouble::Occupied:
        return leftIn(settings.surroundings.dataDirectory);
    case Backend::Trouble::Address:
        return wantedIn(settings.config.server);
    case Backend::Trouble::None:
    case Backend::Trouble::Directory:
    case Backend::Trouble::Configuration:
        return {};
    }
    return {};
}

void Neighbour::ask(const QUrl &address)
{
    if (address.isEmpty()) {
        QTimer::singleShot(0, this, [this] { Q_EMIT known({}); });
        return;
    }
    QUrl document = address;
    document.setPath(u"/api/system/supervisor"_s);
    QNetworkRequest request(document);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    m_network.setProxy(QNetworkProxy::NoProxy);
    QNetworkReply *reply = m_network.get(request);
    // Not the transfer timeout: that starts again with every byte.
    QTimer::singleShot(Patience, reply, &QNetworkReply::abort);
    connect(reply, &QNetworkReply::finished, this, [this, reply, address] {
        reply->deleteLater();
        Q_EMIT known(isSignalbox(*reply) ? address : QUrl());
    });
}

} // namespace app
