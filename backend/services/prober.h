// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/breakers/registry.h"
#include "backend/protocol/health.h"
#include "backend/services/proberules.h"

#include <QElapsedTimer>
#include <QHash>
#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <vector>

class QNetworkReply;

namespace services {

/// Asks each AI service's /health in the background, all at once, and keeps the last answers:
/// whoever wants to know reads them and never waits for a network. A probe needs the breaker's
/// permit: while a breaker is open none is sent, and its service counts as failing. Lives on the
/// backend thread.
class Prober final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds Timeout{5}; ///< of one probe, unless a test says so

    /// `timeout` is the deadline of one probe as a whole.
    Prober(breakers::Registry &breakers, std::chrono::milliseconds interval,
           std::chrono::milliseconds timeout, QObject *parent = nullptr);

    /// Where the service is now; an empty address means that there is none, and its status is
    /// unknown.
    void setAddress(const QString &service, const QUrl &url);
    QUrl address(const QString &service) const;

    void start();

    /// The five services in the specification's order, as of their last probes.
    QList<protocol::AiServiceHealth> status() const;

    /// What the service said of itself at its last probe.
    SelfDescription description(const QString &service) const;

    /// Failures in a row, probes that an open breaker forbade included.
    int consecutiveFailures(const QString &service) const;

    /// True when the last answer that was no failure said healthy.
    bool wasHealthy(const QString &service) const;

Q_SIGNALS:
    /// A service's status or error is another one now.
    void changed(const QString &service, protocol::Health now, protocol::Health before,
                 const QString &message);
    /// A round of probes has ended for this service, whatever came out.
    void probed(const QString &service);

private:
    struct Service
    {
        protocol::AiServiceHealth health = {};
        QUrl url = {};
        int failures = 0;
        SelfDescription self = {}; ///< as of the last probe that was sent
        bool wasHealthy = false; ///< as of the last success
        bool inFlight = false;
        quint64 generation = 0; ///< of the address: a late answer of an old address is ignored
    };

    void probeAll();
    void probe(Service &service);
    void finish(const QString &name, quint64 generation, const breakers::Permit &permit,
                QNetworkReply *reply, const QElapsedTimer &since);
    void refused(Service &service);
    QString lastErrorOf(const QString &service) const;
    void take(Service &service, const ProbeVerdict &verdict);
    ProbeAnswer answerOf(QNetworkReply *reply, const QElapsedTimer &since) const;
    Service *find(const QString &name);
    const Service *find(const QString &name) const;

    breakers::Registry &m_breakers;
    std::chrono::milliseconds m_timeout;
    QNetworkAccessManager m_network;
    QTimer m_timer;
    std::vector<Service> m_services;
};

} // namespace services
