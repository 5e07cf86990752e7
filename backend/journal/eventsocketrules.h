// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QHash>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <variant>

/// What a client of the event sockets may say and what it is to get, apart from any socket.
namespace journal {

/// The event types that a connection wants: everything until the first subscribe, then what its
/// patterns name. Deprecated types come only by their full name, never by a pattern.
class Subscription final
{
public:
    /// Adds patterns (lower case). A first, empty list means: nothing.
    void subscribe(const QStringList &patterns);
    /// Removes exactly these patterns; without a list, all.
    void unsubscribe(const std::optional<QStringList> &patterns);

    bool wants(const QString &type, bool isDeprecated) const;
    /// The same for a type that may be asked for by several names, and is not deprecated there.
    bool wantsAny(const QStringList &names) const;

    bool isEverything() const { return !m_patterns.has_value(); }

    QStringList patterns() const { return m_patterns.value_or(QStringList()); }

private:
    std::optional<QStringList> m_patterns = {};
};

struct Subscribe
{
    QStringList patterns = {};
};

struct Unsubscribe
{
    std::optional<QStringList> patterns = {};
};

struct Resync
{
    qint64 lastSequence = 0;
    QString channel = {}; ///< only given back in the answer, for clients that look for it there
};

struct Acknowledge
{
    qint64 sequence = 0;
};

struct Ping
{
};

struct Pong
{
};

struct Authenticate
{
    QString token = {};
};

/// What was wrong with a message; the connection stays open.
struct Mistake
{
    QString error = {}; ///< invalid_json, invalid_message_format, unknown_message_type or
                        ///< validation_error
    QString message = {};
    QJsonObject details = {};
};

using ClientMessage =
    std::variant<Mistake, Subscribe, Unsubscribe, Resync, Acknowledge, Ping, Pong, Authenticate>;

/// Reads one text message. The bare text `ping` counts as a ping; `ack` and `resync` may carry
/// their number beside `type` instead of in `data`.
ClientMessage readMessage(const QString &text);

/// Thins out "a GET would now answer differently" to one notice per resource in 100 ms: the first
/// goes at once, later ones together when the time is over. None is lost.
class NoticeRules final
{
public:
    static constexpr std::chrono::milliseconds Interval{100};

    /// True when the notice is to go out now; else it waits for its deadline.
    bool note(const QString &resource, protocol::SteadyTime now);
    /// The resources whose notices go out now.
    QStringList due(protocol::SteadyTime now);
    std::optional<protocol::SteadyTime> deadline() const;

private:
    struct Entry
    {
        protocol::SteadyTime next = {};
        bool waits = false;
    };

    QHash<QString, Entry> m_entries = {};
};

} // namespace journal
