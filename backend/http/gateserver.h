// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/actionrules.h"
#include "backend/http/exchange.h"
#include "backend/http/limits.h"
#include "backend/http/policy.h"
#include "backend/http/request.h"
#include "backend/http/upgrades.h"
#include "backend/protocol/clock.h"

#include <QHash>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace http {

class ApiServer;
class Gate;
struct Mailbox;

/// What the door has counted since its start.
struct Counters
{
    quint64 accepted = 0;
    quint64 refusedFull = 0; ///< 503 because of a connection limit
    quint64 evicted = 0; ///< idle connections closed for new ones
    quint64 refused = 0; ///< requests refused at the head
    quint64 deadlines = 0;
    quint64 served = 0; ///< answers of handlers
    quint64 desync = 0; ///< Qt parsed something else than was checked: anything but 0 is an alarm
};

/// One request of one connection.
struct Ticket
{
    quint64 gate = 0;
    quint64 serial = 0;

    bool operator==(const Ticket &) const = default;
};

inline size_t qHash(const Ticket &ticket, size_t seed = 0)
{
    return qHashMulti(seed, ticket.gate, ticket.serial);
}

/// What the gates ask of who is behind them.
struct Hooks
{
    std::function<Admission(const Head &, const Ends &)> admit = {};
    std::function<void(RawRequest, const ExchangePtr &)> handle = {};
    Upgrades::Opened opened = {};
    std::function<void(const Action &)> acted = {}; ///< an order was answered
};

/// Accepts connections within the limits and puts a gate on each.
class GateServer final : public QTcpServer
{
public:
    GateServer(ApiServer &parser, const Limits &limits, Hooks hooks);
    ~GateServer() override;

    /// New connections speak TLS from here on, with this certificate.
    void setTls(const QSslConfiguration &configuration) { m_tls = configuration; }

    /// Accepts no more and lets go of the connections, each after its answer.
    void retire();

    qsizetype live() const { return m_gates.size(); }

    qsizetype webSockets() const { return m_upgrades.count(); }

    /// Closes the WebSocket that has waited longest for its log-in, so that silent strangers do not
    /// hold all places; false: there is none.
    bool makeRoomForWebSocket();

    Counters &counters() { return m_counters; }

    const Limits &limits() const { return m_limits; }

    const HeadLimits &headLimits() const { return m_headLimits; }

    const Hooks &hooks() const { return m_hooks; }

    ApiServer &parser() const { return m_parser; }

    /// The gate whose socket is being read just now.
    Gate *current() const { return m_current; }

    void setCurrent(Gate *gate) { m_current = gate; }

    void handOver(QTcpSocket *socket) { addPendingConnection(socket); }

    void handle(RawRequest request, Ticket ticket);
    void deliver(Ticket ticket, const Response &response);
    void upgrade(Gate *gate, UpgradeRequest request);
    void forget(Gate *gate);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void refuse(int descriptor);
    QTcpSocket *newSocket();
    bool hasPlace(const QHostAddress &peer);
    bool evict(const std::function<bool(const Gate &)> &mayGo);
    void rest();

    ApiServer &m_parser;
    Limits m_limits;
    HeadLimits m_headLimits;
    Hooks m_hooks;
    std::optional<QSslConfiguration> m_tls; ///< nothing: plain
    Counters m_counters;
    std::shared_ptr<Mailbox> m_mailbox;
    QHash<quint64, Gate *> m_gates;
    QHash<Ticket, Action> m_orders; ///< those that change something and are not answered
    QHash<QHostAddress, int> m_perAddress;
    Upgrades m_upgrades;
    QTimer m_restTimer;
    qint64 m_mostDescriptors;
    quint64 m_nextId = 0;
    Gate *m_current = nullptr;
};

} // namespace http
