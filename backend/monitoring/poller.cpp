// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/monitoring/poller.h"

using namespace Qt::StringLiterals;

namespace monitoring {

Poller::Poller(const Settings &settings, QObject *parent)
    : QObject(parent)
    , m_last(notAskedYet(settings.url))
    , m_client(new PrometheusClient(settings))
{
    m_thread.setObjectName(u"prometheus"_s);
    m_client->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_client, &PrometheusClient::start);
    connect(&m_thread, &QThread::finished, m_client, &QObject::deleteLater);
    connect(m_client, &PrometheusClient::observed, this, &Poller::take);
}

Poller::~Poller()
{
    if (!m_thread.isRunning()) {
        delete m_client;
        return;
    }
    m_thread.quit();
    m_thread.wait();
}

void Poller::start()
{
    m_thread.start();
}

void Poller::take(const Observation &observation)
{
    const Observation before = std::exchange(m_last, observation);
    carryStatusSince(m_last, before);
    if (m_last.health != before.health) {
        Q_EMIT healthChanged();
    }
    if (!(m_last.targets == before.targets)) {
        Q_EMIT targetsChanged();
    }
}

} // namespace monitoring
