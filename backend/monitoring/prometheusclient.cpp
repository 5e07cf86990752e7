// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/monitoring/prometheusclient.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>

using namespace Qt::StringLiterals;

namespace monitoring {

namespace {

constexpr qint64 KiB = 1024;
constexpr qint64 MaxReadyBytes = 64 * KiB;
/// Of 5,000 targets with all that a large cluster says of each.
constexpr qint64 MaxTargetsBytes = 32 * KiB * KiB;
constexpr qint64 MaxTsdbBytes = KiB * KiB;
constexpr int HttpOk = 200;

QUrl urlOf(const QUrl &base, const QString &path, const QString &query)
{
    QString prefix = base.path();
    while (prefix.endsWith(u'/')) {
        prefix.chop(1);
    }
    QUrl url = base;
    url.setPath(prefix % path);
    if (!query.isEmpty()) {
        url.setQuery(query);
    }
    return url;
}

// Nothing of an answer is kept for the next one, cookies included.
QNetworkRequest requestFor(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // Qt takes a long list that compresses well for an attack; our limits are enough.
    request.setDecompressedSafetyCheckThreshold(-1);
    return request;
}

// Some of Qt's sentences announce a reason and have none.
QString errorOf(const QNetworkReply &reply)
{
    QString text = reply.errorString().trimmed();
    while (text.endsWith(u':')) {
        text.chop(1);
    }
    return text;
}

} // namespace

PrometheusClient::PrometheusClient(Settings settings)
    : m_settings(std::move(settings))
    , m_base(m_settings.url)
    , m_names(this)
    , m_timer(this)
    , m_deadline(this)
    , m_calls{{{.place = &Answers::ready, .limit = MaxReadyBytes},
               {.place = &Answers::targets, .limit = MaxTargetsBytes},
               {.place = &Answers::tsdb, .limit = MaxTsdbBytes}}}
{
    m_deadline.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &PrometheusClient::ask);
    connect(&m_deadline, &QTimer::timeout, this, &PrometheusClient::timeOut);
    connect(&m_names, &NameLookup::ended, this, &PrometheusClient::nameLookedUp);
}

void PrometheusClient::start()
{
    m_network = std::make_unique<QNetworkAccessManager>();
    m_network->setProxy(QNetworkProxy::NoProxy);
    m_timer.start(m_settings.interval);
    ask();
}

// A round that takes longer than the interval is let end first.
void PrometheusClient::ask()
{
    if (m_isLookingUp || m_inFlight > 0) {
        return;
    }
    m_answers = {};
    // The earliest moment that the answers can speak of.
    m_askedAt = protocol::Now::read().wall;
    m_deadline.start(m_settings.timeout);
    if (QHostAddress(m_base.host()).isNull()) {
        m_isLookingUp = true;
        m_names.begin(m_base.host());
        return;
    }
    askAll();
}

void PrometheusClient::nameLookedUp(const QString &error)
{
    if (!std::exchange(m_isLookingUp, false)) {
        return; // too late for its round
    }
    if (error.isEmpty()) {
        askAll();
        return;
    }
    m_answers.ready.errorText = u"The name '%1' was not found: %2"_s.arg(m_base.host(), error);
    tell();
}

// Targets that relabelling dropped are not wanted: there may be tens of thousands of them.
void PrometheusClient::askAll()
{
    m_inFlight = m_calls.size();
    send(m_calls[0], u"/-/ready"_s, {});
    send(m_calls[1], u"/api/v1/targets"_s, u"state=active"_s);
    send(m_calls[2], u"/api/v1/status/tsdb"_s, {});
}

void PrometheusClient::send(Call &call, const QString &path, const QString &query)
{
    call.body.clear();
    call.end.reset();
    QNetworkReply *reply = m_network->get(requestFor(urlOf(m_base, path, query)));
    call.reply = reply;
    // More than is allowed, since the last part of a full buffer is not told of.
    reply->setReadBufferSize(2 * call.limit);
    connect(reply, &QNetworkReply::readyRead, this, [&call] { take(call); });
    connect(reply, &QNetworkReply::finished, this, [this, &call] { finish(call); });
}

// In bounded pieces: a small compressed answer may become a large one.
void PrometheusClient::take(Call &call)
{
    call.body += call.reply->read(call.limit + 1 - call.body.size());
    if (call.body.size() > call.limit && !call.end) {
        call.end = CallEnd::TooLarge;
        call.reply->abort();
    }
}

void PrometheusClient::finish(Call &call)
{
    QNetworkReply *reply = std::exchange(call.reply, nullptr);
    reply->deleteLater();
    if (!call.end) {
        call.body += reply->read(call.limit + 1 - call.body.size());
    }
    CallAnswer answer{.timeout = m_settings.timeout};
    answer.httpStatus = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool isCutShort = answer.httpStatus == HttpOk && reply->error() != QNetworkReply::NoError;
    if (call.end) {
        answer.end = *call.end;
    } else if (call.body.size() > call.limit) {
        answer.end = CallEnd::TooLarge;
    } else if (answer.httpStatus != 0 && !isCutShort) {
        answer.end = CallEnd::Answered;
        answer.body = std::exchange(call.body, {});
    } else if (reply->error() == QNetworkReply::ConnectionRefusedError) {
        answer.end = CallEnd::Refused;
    } else {
        answer.errorText = errorOf(*reply);
    }
    call.body.clear();
    m_answers.*call.place = answer;
    if (--m_inFlight == 0) {
        tell();
    }
}

void PrometheusClient::timeOut()
{
    if (std::exchange(m_isLookingUp, false)) {
        m_answers.ready.errorText = u"The name '%1' was not found in time"_s.arg(m_base.host());
        tell();
        return;
    }
    for (Call &call : m_calls) {
        if (call.reply != nullptr && !call.end) {
            call.end = CallEnd::TimedOut;
            call.reply->abort();
        }
    }
}

void PrometheusClient::tell()
{
    m_deadline.stop();
    Q_EMIT observed(observe(std::exchange(m_answers, {}), m_settings.url, m_askedAt));
}

} // namespace monitoring
