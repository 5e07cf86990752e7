// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/slotreader.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace services {

namespace {

constexpr auto Deadline = 2s;
constexpr auto RestAfterRefusal = 60s;
constexpr qint64 MaxAnswerBytes = qint64(1024) * 1024;
constexpr int HttpOk = 200;

QUrl slotsUrl(const QUrl &base)
{
    QUrl url = base;
    QString path = base.path();
    while (path.endsWith(u'/')) {
        path.chop(1);
    }
    url.setPath(path % u"/slots"_s);
    return url;
}

bool isRefusal(int status)
{
    constexpr int notImplemented = 501;
    return (status >= 400 && status < 500) || status == notImplemented;
}

} // namespace

SlotReader::SlotReader(QObject *parent)
    : QObject(parent)
{
    m_network.setProxy(QNetworkProxy::NoProxy);
}

bool SlotReader::ask(const QUrl &base, const Done &done)
{
    const bool isResting =
        base == m_refuser && protocol::Now::read().steady - m_refusedAt < RestAfterRefusal;
    if (m_isAsking || isResting || base.isEmpty()) {
        return false;
    }
    m_isAsking = true;
    QNetworkRequest request(slotsUrl(base));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    QNetworkReply *reply = m_network.get(request);
    reply->setReadBufferSize(2 * MaxAnswerBytes);
    connect(reply, &QNetworkReply::readyRead, reply, [reply] {
        if (reply->bytesAvailable() > MaxAnswerBytes) {
            reply->abort();
        }
    });
    connect(reply, &QNetworkReply::finished, this, [this, base, reply, done] {
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        m_refuser = isRefusal(status) ? base : QUrl();
        m_refusedAt = protocol::Now::read().steady;
        finish(reply, done);
    });
    QTimer::singleShot(Deadline, reply, [reply] { reply->abort(); });
    return true;
}

void SlotReader::finish(QNetworkReply *reply, const Done &done)
{
    reply->deleteLater();
    m_isAsking = false;
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool isWhole = reply->error() == QNetworkReply::NoError && status == HttpOk;
    done(isWhole ? slotFigures(reply->read(MaxAnswerBytes)) : std::nullopt);
}

} // namespace services
