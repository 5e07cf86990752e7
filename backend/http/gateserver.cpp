// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/gateserver.h"

#include "backend/http/apiserver.h"
#include "backend/http/descriptors.h"
#include "backend/http/gate.h"

#include <QLoggingCategory>
#include <QSslSocket>
#include <QTcpSocket>
#include <QThread>

#include <chrono>
#include <mutex>

#include <sys/socket.h>
#include <unistd.h>

namespace http {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(gateLog, "signalbox.http")

/// Lets any thread post to the server's thread, also while or after the server goes away.
struct Mailbox
{
    std::mutex mutex;
    GateServer *server = nullptr; ///< written in its own thread only
    QThread *thread = nullptr;

    void post(Ticket ticket, Response response)
    {
        if (QThread::currentThread() == thread) {
            if (server) {
                server->deliver(ticket, response);
            }
            return;
        }
        const std::lock_guard lock(mutex);
        if (server) {
            const auto deliver = [target = server, ticket, answer = std::move(response)] {
                target->deliver(ticket, answer);
            };
            QMetaObject::invokeMethod(server, deliver, Qt::QueuedConnection);
        }
    }
};

namespace {

constexpr int KeptForTheProven = 16; // so that silent strangers cannot lock the console out
constexpr qint64 SpareDescriptors = 16;

QHostAddress peerOf(int descriptor)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    auto *address = reinterpret_cast<sockaddr *>(&storage);
    if (::getpeername(descriptor, address, &size) != 0) {
        return {};
    }
    return unmapped(QHostAddress(address));
}

/// Without an object of Qt's: a wave of connections costs a few system calls each.
void refuseFull(int descriptor)
{
    auto response = errorResponse(503, u"Too many connections"_s);
    response.headers.append({"Retry-After"_ba, "1"_ba});
    const QByteArray bytes = toWire(response, AfterAnswer::Close, BodyPart::Whole);
    // Unread bytes would turn the close into a reset that overtakes the answer.
    std::array<char, 16384> unread;
    (void)::recv(descriptor, unread.data(), unread.size(), MSG_DONTWAIT);
    (void)::send(descriptor, bytes.constData(), static_cast<std::size_t>(bytes.size()),
                 MSG_DONTWAIT | MSG_NOSIGNAL);
    ::shutdown(descriptor, SHUT_WR);
    ::close(descriptor);
}

/// Those that wait for a request or a log-in, after a moment of grace; those that only linger, at
/// once.
bool isEvictable(const Gate &gate, protocol::SteadyTime until)
{
    const bool isWaiting = gate.state() == Gate::State::Head || gate.mustLogIn();
    return (isWaiting && gate.waitingSince() <= until)
        || (gate.state() == Gate::State::Closing && gate.unsent() == 0);
}

} // namespace

GateServer::GateServer(ApiServer &parser, const Limits &limits, Hooks hooks)
    : m_parser(parser)
    , m_limits(limits)
    , m_headLimits(http::headLimits(limits))
    , m_hooks(std::move(hooks))
    , m_mailbox(std::make_shared<Mailbox>())
    , m_upgrades(limits, m_hooks.opened)
    , m_mostDescriptors(descriptorLimit())
{
    constexpr int backlog = 511;
    constexpr std::chrono::milliseconds restTime(500);
    m_mailbox->server = this;
    m_mailbox->thread = QThread::currentThread();
    setListenBacklogSize(backlog);
    m_restTimer.setSingleShot(true);
    m_restTimer.setInterval(restTime);
    connect(&m_restTimer, &QTimer::timeout, this, &QTcpServer::resumeAccepting);
    connect(this, &QTcpServer::acceptError, this, &GateServer::rest);
}

GateServer::~GateServer()
{
    close();
    for (Gate *gate : std::as_const(m_gates)) {
        gate->hold({}); // a responder must not outlive its stream (6.5)
        gate->orphan();
    }
    const std::lock_guard lock(m_mailbox->mutex);
    m_mailbox->server = nullptr;
}

void GateServer::retire()
{
    close();
    const auto gates = m_gates.values();
    for (Gate *gate : gates) {
        gate->retire();
    }
}

void GateServer::rest()
{
    // Without descriptors the listening socket stays readable: the loop would spin.
    if (!m_restTimer.isActive()) {
        qCWarning(gateLog) << "Out of descriptors, no connection is accepted for a moment";
        pauseAccepting();
        m_restTimer.start();
    }
}

void GateServer::incomingConnection(qintptr descriptor)
{
    constexpr qint64 spare = 4096;
    ++m_counters.accepted;
    const int raw = static_cast<int>(descriptor);
    const QHostAddress peer = peerOf(raw);
    const bool isNearTheEnd = descriptor >= m_mostDescriptors - SpareDescriptors;
    if (isNearTheEnd || !hasPlace(peer)) {
        ++m_counters.refusedFull;
        refuse(raw);
        return isNearTheEnd ? rest() : void();
    }
    QTcpSocket *socket = newSocket();
    if (!socket->setSocketDescriptor(descriptor)) {
        ::close(raw);
        delete socket;
        return;
    }
    // Room for one head and one body: behind that the kernel slows the sender down.
    socket->setReadBufferSize(static_cast<qint64>(m_headLimits.headBytes) + m_limits.maxBodyBytes
                              + spare);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    auto *gate = new Gate(this, socket, ++m_nextId, peer);
    m_gates.insert(gate->id(), gate);
    ++m_perAddress[peer];
    gate->start();
    if (auto *tls = qobject_cast<QSslSocket *>(socket)) {
        tls->startServerEncryption();
    }
}

/// Who expects TLS would take an answer of ours for noise.
void GateServer::refuse(int descriptor)
{
    if (m_tls) {
        ::close(descriptor);
    } else {
        refuseFull(descriptor);
    }
}

QTcpSocket *GateServer::newSocket()
{
    if (!m_tls) {
        return new QTcpSocket(this);
    }
    auto *socket = new QSslSocket(this);
    socket->setSslConfiguration(*m_tls);
    return socket;
}

bool GateServer::hasPlace(const QHostAddress &peer)
{
    if (m_perAddress.value(peer) >= m_limits.maxPerAddress) {
        return evict([&peer](const Gate &gate) { return gate.peer() == peer; });
    }
    return m_gates.size() < m_limits.maxConnections || evict([](const Gate &) { return true; });
}

bool GateServer::makeRoomForWebSocket()
{
    return evict([](const Gate &gate) { return gate.mustLogIn(); });
}

/// Closes the connection that is missed least: one that never got an answer before one that did,
/// the longest waiting first.
bool GateServer::evict(const std::function<bool(const Gate &)> &mayGo)
{
    const auto until = std::chrono::steady_clock::now() - m_limits.evictionGrace;
    const auto rank = [](const Gate *gate) {
        return std::pair(gate->isProven(), gate->waitingSince());
    };
    Gate *worst = nullptr;
    int proven = 0;
    for (Gate *gate : std::as_const(m_gates)) {
        proven += gate->isProven() ? 1 : 0;
        const bool isCandidate = isEvictable(*gate, until) && mayGo(*gate);
        if (isCandidate && (!worst || rank(gate) < rank(worst))) {
            worst = gate;
        }
    }
    if (!worst || (worst->isProven() && proven <= KeptForTheProven)) {
        return false;
    }
    ++m_counters.evicted;
    worst->abort();
    // Its socket is deleted by the loop, but its place is free now.
    forget(worst);
    worst->orphan();
    return true;
}

void GateServer::forget(Gate *gate)
{
    if (m_current == gate) {
        m_current = nullptr;
    }
    if (m_gates.remove(gate->id()) == 0) {
        return;
    }
    m_upgrades.forget(gate);
    const auto found = m_perAddress.find(gate->peer());
    if (found != m_perAddress.end() && --*found <= 0) {
        m_perAddress.erase(found);
    }
}

void GateServer::handle(RawRequest request, Ticket ticket)
{
    const auto exchange =
        std::make_shared<Exchange>([mailbox = m_mailbox, ticket](Response response) {
            mailbox->post(ticket, std::move(response));
        });
    if (isChange(request.method)) {
        m_orders.insert(ticket,
                        {.method = request.method,
                         .path = request.path,
                         .principal = request.principal,
                         .peer = request.peer});
    }
    m_hooks.handle(std::move(request), exchange);
}

void GateServer::deliver(Ticket ticket, const Response &response)
{
    // Whether the client is still there or not: it was carried out.
    if (const auto order = m_orders.constFind(ticket); order != m_orders.cend()) {
        Action action = *order;
        m_orders.erase(order);
        action.status = response.status;
        action.detail = detailOf(response);
        m_hooks.acted(action);
    }
    if (Gate *gate = m_gates.value(ticket.gate)) {
        gate->finish(ticket.serial, response);
    }
}

void GateServer::upgrade(Gate *gate, UpgradeRequest request)
{
    m_upgrades.take(gate, std::move(request));
}

} // namespace http
