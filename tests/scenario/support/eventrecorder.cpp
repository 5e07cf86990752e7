// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/eventrecorder.h"

#include "backend/protocol/clock.h"
#include "tests/scenario/support/processes.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace scenario {

EventRecorder::EventRecorder(QUrl url)
    : m_url(std::move(url))
{
    QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket,
                     [this](const QString &text) { take(text); });
}

bool EventRecorder::connectNow()
{
    m_socket.open(m_url);
    return waitUntil([this] { return m_isGreeted; });
}

QList<QJsonObject> EventRecorder::dataOf(const QString &type) const
{
    QList<QJsonObject> data;
    for (const QJsonObject &event : m_events) {
        if (event.value(u"type").toString() == type) {
            data.append(event.value(u"data").toObject());
        }
    }
    return data;
}

void EventRecorder::take(const QString &text)
{
    const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
    if (message.value(u"type").toString() == u"connected") {
        m_isGreeted = true;
    } else if (message.contains(u"channel")) {
        check(message);
        m_events.append(message);
    }
}

void EventRecorder::check(const QJsonObject &message)
{
    const QString type = message.value(u"type").toString();
    const QString label = type + u": "_s;
    if (const auto fault = m_registry.fault(type, message.value(u"data").toObject())) {
        m_faults.append(label + *fault);
    }
    if (message.value(u"channel").toString() != m_registry.channelOf(type)) {
        m_faults.append(label + u"channel "_s + message.value(u"channel").toString());
    }
    if (!protocol::fromIso(message.value(u"timestamp").toString())) {
        m_faults.append(label + u"timestamp "_s + message.value(u"timestamp").toString());
    }
    const qint64 sequence = message.value(u"sequence").toInteger();
    const qint64 previous = message.value(u"previous").toInteger();
    if (sequence <= m_last || (m_last != 0 && previous != m_last)) {
        m_faults.append(
            label + u"sequence %1 after %2, previous %3"_s.arg(sequence).arg(m_last).arg(previous));
    }
    m_last = sequence;
}

} // namespace scenario
