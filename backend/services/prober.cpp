// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/prober.h"

#include "backend/protocol/names.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace services {

namespace {

constexpr qint64 MaxHealthAnswerBytes = qint64(1024) * 1024;
constexpr auto EndProperty = "end"; ///< a ProbeEnd, when we ended it ourselves

void abortAs(QNetworkReply *reply, ProbeEnd end)
{
    reply->setProperty(EndProperty, static_cast<int>(end));
    reply->abort();
}

template<typename Services>
auto findIn(Services &services, const QString &name)
{
    const auto found = std::find_if(services.begin(), services.end(), [&name](const auto &service) {
        return service.health.name == name;
    });
    return found == services.end() ? nullptr : &*found;
}

QUrl healthUrl(const QUrl &base)
{
    QUrl url = base;
    QString path = base.path();
    while (path.endsWith(u'/')) {
        path.chop(1);
    }
    url.setPath(path % u"/health"_s);
    return url;
}

} // namespace

Prober::Prober(breakers::Registry &breakers, std::chrono::milliseconds interval,
               std::chrono::milliseconds timeout, QObject *parent)
    : QObject(parent)
    , m_breakers(breakers)
    , m_timeout(timeout)
{
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &Prober::probeAll);
    for (const protocol::AiServiceName &service : protocol::AiServices) {
        Service fresh;
        fresh.health = {.name = service.name.toString(),
                        .displayName = service.displayName.toString(),
                        .status = protocol::Health::Unknown,
                        .error = u"URL not configured"_s,
                        .critical = service.critical};
        m_services.push_back(fresh);
    }
}

void Prober::setAddress(const QString &service, const QUrl &url)
{
    Service *found = find(service);
    if (found == nullptr || found->url == url) {
        return;
    }
    // What was found last holds until the new address is probed, which is at once: a service that
    // comes back elsewhere was neither switched off meanwhile nor well.
    const bool isKnown = found->health.lastCheck && !url.isEmpty();
    ++found->generation;
    found->url = url;
    found->inFlight = false;
    found->health.url = url.toString();
    if (!isKnown) {
        found->self = {};
        found->health.lastCheck.reset();
        found->failures = 0;
        take(*found,
             {.status = protocol::Health::Unknown,
              .error = url.isEmpty() ? u"URL not configured"_s : u"Not probed yet"_s,
              .success = true});
    }
    if (m_timer.isActive()) {
        probe(*found);
    }
}

QUrl Prober::address(const QString &service) const
{
    const Service *found = find(service);
    return found == nullptr ? QUrl() : found->url;
}

void Prober::start()
{
    m_timer.start();
    probeAll();
}

QList<protocol::AiServiceHealth> Prober::status() const
{
    QList<protocol::AiServiceHealth> all;
    for (const Service &service : m_services) {
        protocol::AiServiceHealth health = service.health;
        const protocol::BreakerState state = m_breakers.stateOf(health.name);
        if (state != protocol::BreakerState::Unknown) {
            health.circuitState = state;
        }
        all.append(health);
    }
    return all;
}

SelfDescription Prober::description(const QString &service) const
{
    const Service *found = find(service);
    return found == nullptr ? SelfDescription() : found->self;
}

int Prober::consecutiveFailures(const QString &service) const
{
    const Service *found = find(service);
    return found == nullptr ? 0 : found->failures;
}

bool Prober::wasHealthy(const QString &service) const
{
    const Service *found = find(service);
    return found != nullptr && found->wasHealthy;
}

void Prober::probeAll()
{
    for (Service &service : m_services) {
        probe(service);
    }
}

void Prober::probe(Service &service)
{
    if (service.url.isEmpty() || service.inFlight) {
        return;
    }
    const QString name = service.health.name;
    const auto permit = m_breakers.acquire(name, breakers::Use::Probe);
    if (!permit) {
        refused(service);
        return;
    }
    QNetworkRequest request(healthUrl(service.url));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    service.inFlight = true;
    QElapsedTimer since;
    since.start();
    QNetworkReply *reply = m_network.get(request);
    // More than is allowed, since the last part of a full buffer is not told of.
    reply->setReadBufferSize(2 * MaxHealthAnswerBytes);
    connect(reply, &QNetworkReply::readyRead, reply, [reply] {
        if (reply->bytesAvailable() > MaxHealthAnswerBytes) {
            abortAs(reply, ProbeEnd::TooLarge);
        }
    });
    connect(reply, &QNetworkReply::finished, this,
            [this, name, generation = service.generation, permit = *permit, reply, since] {
                finish(name, generation, permit, reply, since);
            });
    // Absolute, unlike the transfer timeout of the request, which a dribbling peer can stretch for
    // ever.
    QTimer::singleShot(m_timeout, reply, [reply] { abortAs(reply, ProbeEnd::TimedOut); });
}

// What was measured last stays as old as it is: nobody has looked since.
void Prober::refused(Service &service)
{
    const bool isOpen = m_breakers.stateOf(service.health.name) == protocol::BreakerState::Open;
    const QString rule = isOpen
        ? u"Circuit breaker is open; no probe is sent"_s
        : u"Circuit breaker is half open and its trials are taken; no probe is sent"_s;
    // What is wrong with the service comes first: that nobody asks it is only what follows.
    const QString cause = lastErrorOf(service.health.name);
    take(service,
         {.status = protocol::Health::Unhealthy,
          .error = cause.isEmpty() ? rule : QString(cause % u". "_s % rule)});
}

QString Prober::lastErrorOf(const QString &service) const
{
    for (const protocol::Breaker &breaker : m_breakers.status()) {
        if (breaker.name == service) {
            return breaker.lastError.value_or(QString());
        }
    }
    return {};
}

ProbeAnswer Prober::answerOf(QNetworkReply *reply, const QElapsedTimer &since) const
{
    const QVariant status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
    ProbeAnswer answer{.timeout = m_timeout};
    const QVariant ourEnd = reply->property(EndProperty);
    if (ourEnd.isValid()) {
        answer.end = static_cast<ProbeEnd>(ourEnd.toInt());
    } else if (status.isValid()) {
        answer.end = ProbeEnd::Answered;
        answer.httpStatus = status.toInt();
        answer.body = reply->read(MaxHealthAnswerBytes);
        answer.elapsedMs = static_cast<double>(since.nsecsElapsed()) / 1e6;
    } else if (reply->error() == QNetworkReply::ConnectionRefusedError) {
        answer.end = ProbeEnd::Refused;
    } else {
        answer.errorText = reply->errorString();
    }
    return answer;
}

void Prober::finish(const QString &name, quint64 generation, const breakers::Permit &permit,
                    QNetworkReply *reply, const QElapsedTimer &since)
{
    reply->deleteLater();
    const ProbeAnswer answer = answerOf(reply, since);
    const ProbeVerdict verdict = judge(answer);
    m_breakers.report(permit,
                      verdict.success ? breakers::Outcome::Success : breakers::Outcome::Failure,
                      verdict.error.value_or(QString()));
    Service *service = find(name);
    if (service == nullptr || service->generation != generation) {
        return;
    }
    service->inFlight = false;
    service->self = describe(answer);
    service->health.lastCheck = protocol::Now::read().wall;
    take(*service, verdict);
}

void Prober::take(Service &service, const ProbeVerdict &verdict)
{
    const protocol::AiServiceHealth before = service.health;
    service.health.status = verdict.status;
    service.health.error = verdict.error;
    service.health.responseTimeMs = verdict.responseTimeMs;
    if (before.status != verdict.status || !before.statusSince) {
        service.health.statusSince = protocol::Now::read().wall;
    }
    service.failures = verdict.success ? 0 : service.failures + 1;
    if (verdict.success) {
        service.wasHealthy = verdict.status == protocol::Health::Healthy;
    }
    const QString name = before.name;
    if (before.status != verdict.status || before.error != verdict.error) {
        Q_EMIT changed(name, verdict.status, before.status, verdict.error.value_or(QString()));
    }
    Q_EMIT probed(name);
}

Prober::Service *Prober::find(const QString &name)
{
    return findIn(m_services, name);
}

const Prober::Service *Prober::find(const QString &name) const
{
    return findIn(m_services, name);
}

} // namespace services
