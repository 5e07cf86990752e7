// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/cleanup/servicecalls.h"

#include <QJsonDocument>
#include <QTimer>

#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace cleanup {

namespace {

constexpr auto WhenBusy = 500ms;
constexpr auto LongestRequest = 10min;

} // namespace

ServiceCalls::ServiceCalls(QObject *parent)
    : QObject(parent)
{ }

void ServiceCalls::ask(QJsonObject request, Answer done)
{
    Q_ASSERT_X(!m_done, "ServiceCalls", "one request at a time");
    request.insert(u"id"_s, ++m_lastId);
    m_request = std::move(request);
    m_done = std::move(done);
    m_askedAt = protocol::Now::read().steady;
    send();
}

bool ServiceCalls::isStuck(protocol::SteadyTime now) const
{
    return isAsking() && (!m_isReady || now - m_askedAt > LongestRequest);
}

void ServiceCalls::forget()
{
    m_done = {};
}

void ServiceCalls::ready()
{
    m_isReady = true;
    send();
    Q_EMIT changed();
}

void ServiceCalls::gone()
{
    m_isReady = false;
    Q_EMIT changed();
}

void ServiceCalls::take(const QJsonObject &line)
{
    if (!m_done || line.value(u"id").toInteger() != m_lastId) {
        return;
    }
    if (line.value(u"type") == u"busy"_s) {
        // It still does what was asked before a forget().
        QTimer::singleShot(WhenBusy, this, [this, id = m_lastId] {
            if (id == m_lastId) {
                send();
            }
        });
        return;
    }
    std::exchange(m_done, {})(line);
}

void ServiceCalls::send()
{
    if (m_isReady && m_done) {
        Q_EMIT toService(QJsonDocument(m_request).toJson(QJsonDocument::Compact));
    }
}

} // namespace cleanup
