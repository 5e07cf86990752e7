// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QByteArray>
#include <QJsonObject>
#include <QObject>

#include <functional>

namespace cleanup {

/// One request after another to the cleanup service. One that ends before it has answered is asked
/// again when it is back: each request done twice gives the same. Lives on the backend thread.
class ServiceCalls final : public QObject
{
    Q_OBJECT

public:
    using Answer = std::function<void(const QJsonObject &)>;

    explicit ServiceCalls(QObject *parent = nullptr);

    /// Nothing may be on its way.
    void ask(QJsonObject request, Answer done);
    /// An answer that is still to come tells nobody.
    void forget();

    void ready();
    void gone();
    /// A line of the service; what answers no open question is ignored.
    void take(const QJsonObject &line);

    bool isReady() const { return m_isReady; }

    bool isAsking() const { return static_cast<bool>(m_done); }

    /// It is asking for things to be deleted.
    bool isDeleting() const
    {
        return isAsking() && m_request.value(QStringLiteral("type")) == QStringLiteral("delete");
    }

    /// It is away, or has had a request for longer than any can take.
    bool isStuck(protocol::SteadyTime now) const;

Q_SIGNALS:
    void toService(const QByteArray &line);
    /// It came or went.
    void changed();

private:
    void send();

    QJsonObject m_request;
    Answer m_done;
    protocol::SteadyTime m_askedAt = {};
    qint64 m_lastId = 0;
    bool m_isReady = false;
};

} // namespace cleanup
