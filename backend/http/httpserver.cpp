// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/httpserver.h"

#include "backend/http/apiserver.h"
#include "backend/http/gate.h"

#include <array>
#include <utility>

namespace http {

using namespace Qt::StringLiterals;

namespace {

/// Those that Qt's parser knows; all others must be answered before it sees them.
constexpr std::array<std::string_view, 7> Methods{"GET",    "HEAD",  "POST",   "PUT",
                                                  "DELETE", "PATCH", "OPTIONS"};

bool isKnown(std::string_view method)
{
    return std::find(Methods.begin(), Methods.end(), method) != Methods.end();
}

QByteArray bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

protocol::SteadyTime steadyNow()
{
    return std::chrono::steady_clock::now();
}

} // namespace

HttpServer::HttpServer(const Limits &limits, PolicySettings policy, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
    , m_policy(std::move(policy))
    , m_parser(std::make_unique<ApiServer>())
{
    Hooks hooks{
        .admit = [this](const Head &head, const Ends &ends) { return admit(head, ends); },
        .handle = [this](RawRequest request,
                         const ExchangePtr &exchange) { handle(std::move(request), exchange); },
        .opened = [this](WebSocketConnection opened) { Q_EMIT webSocketOpened(std::move(opened)); },
        .acted = [this](const Action &action) { Q_EMIT acted(action); },
    };
    m_gates = std::make_unique<GateServer>(*m_parser, limits, std::move(hooks));
}

HttpServer::~HttpServer() = default;

void HttpServer::addWebSocketPath(const QString &path, Scope scope,
                                  const WordParameters &parameters)
{
    m_webSocketPaths.insert(path.toUtf8(), {.scope = scope, .parameters = parameters});
}

protocol::Result<quint16> HttpServer::listen(const QHostAddress &address, quint16 port)
{
    if (!m_gates->listen(address, port)) {
        const bool isSix = address.protocol() == QAbstractSocket::IPv6Protocol;
        const QString place =
            isSix ? QString(u'[' + address.toString() + u']') : address.toString();
        return protocol::Error{
            protocol::ErrorKind::Unavailable,
            u"cannot listen on %1:%2: %3"_s.arg(place).arg(port).arg(m_gates->errorString())};
    }
    if (!m_parser->adopt(m_gates.get())) {
        m_gates->close();
        return protocol::Error{protocol::ErrorKind::Internal, u"Qt refused the listening socket"_s};
    }
    m_policy.setAddress(address, m_gates->serverPort());
    return m_gates->serverPort();
}

void HttpServer::setTls(const QSslConfiguration &configuration)
{
    m_gates->setTls(configuration);
}

void HttpServer::close()
{
    m_gates->retire();
}

Admission HttpServer::logIn(const QByteArray &token, const QHostAddress &peer)
{
    Admission admission = m_policy.logIn("Bearer " + token, {}, peer, steadyNow());
    tellOfRefusal({.method = "AUTHENTICATE", .path = "/ws", .peer = peer}, admission);
    return admission;
}

Counters HttpServer::counters() const
{
    return m_gates->counters();
}

qsizetype HttpServer::liveConnections() const
{
    return m_gates->live();
}

Admission HttpServer::admit(const Head &head, const Ends &ends)
{
    Admission admission = m_policy.admit(head, ends, steadyNow());
    if (head.upgradeWebSocket) {
        admission = admitWebSocket(head, std::move(admission));
    } else if (!admission.refusal) {
        admission.refusal = refuseRequest(head, admission.principal);
    }
    // Who only looks and has no token is no news; who shows a wrong one is.
    if (isChange(bytesOf(head.method)) || head.authorization || head.apiKey) {
        tellOfRefusal({.method = bytesOf(head.method),
                       .path = bytesOf(head.path),
                       .principal = admission.principal,
                       .peer = ends.peer},
                      admission);
    }
    return admission;
}

/// A body may take its time, and meanwhile the token that its head came with may end.
void HttpServer::handle(RawRequest request, const ExchangePtr &exchange)
{
    if (!request.body.isEmpty() && !m_policy.isStillGood(request.principal)) {
        return exchange->reply(errorResponse(401, u"The token is not valid any more"_s));
    }
    m_router.route(std::move(request), exchange);
}

void HttpServer::tellOfRefusal(Action action, const Admission &admission)
{
    if (admission.refusal) {
        action.status = admission.refusal->status;
        action.detail = detailOf(*admission.refusal);
        Q_EMIT acted(action);
    }
}

Admission HttpServer::admitWebSocket(const Head &head, Admission admission) const
{
    const auto path = m_webSocketPaths.constFind(bytesOf(head.path));
    const bool exists = path != m_webSocketPaths.constEnd();
    const bool mayLogInLater = exists && path->scope == Scope::None && !head.authorization
        && !head.apiKey && admission.refusal && admission.refusal->status == 401;
    if (mayLogInLater) {
        admission = {};
    }
    if (admission.refusal) {
        return admission;
    }
    if (!exists) {
        return {.refusal = errorResponse(404, u"Not Found"_s)};
    }
    if (admission.principal.scope < path->scope) {
        return {.refusal = errorResponse(403, u"This needs a token with more rights"_s)};
    }
    auto query = chosenWords(bytesOf(head.query), path->parameters);
    if (!query) {
        return {.refusal = errorResponse(400, query.error().detail)};
    }
    if (m_gates->webSockets() >= mostWebSockets(m_gates->limits())
        && !m_gates->makeRoomForWebSocket()) {
        return {.refusal = errorResponse(503, u"Too many WebSockets"_s)};
    }
    admission.query = std::move(query.value());
    return admission;
}

/// What can be said before a byte of the body is read.
std::optional<Response> HttpServer::refuseRequest(const Head &head,
                                                  const Principal &principal) const
{
    const QByteArray method = bytesOf(head.method);
    const auto answerOfRouter = [&] {
        std::optional<Response> answer;
        m_router.route({.method = method, .path = bytesOf(head.path), .principal = principal},
                       std::make_shared<Exchange>(
                           [&answer](Response response) { answer = std::move(response); }));
        return answer;
    };
    if (!isKnown(head.method)) {
        return answerOfRouter();
    }
    if ((method == "GET" || method == "HEAD") && m_webSocketPaths.contains(bytesOf(head.path))) {
        Response response = errorResponse(426, u"This is a WebSocket: it needs an upgrade"_s);
        response.headers.append({"Upgrade"_ba, "websocket"_ba});
        return response;
    }
    if (head.contentLength == 0) {
        return {};
    }
    const bool changes = method != "GET" && method != "HEAD" && method != "OPTIONS";
    if (changes && !isJson(head.contentType.value_or(""))) {
        return errorResponse(415, u"The body must be application/json"_s);
    }
    const auto limit = m_router.bodyLimit(method, bytesOf(head.path));
    const qint64 most = limit.value_or(SmallBody);
    if (most == 0 || head.contentLength <= static_cast<quint64>(most)) {
        return {};
    }
    return limit ? errorResponse(413, u"The body is too large"_s) : answerOfRouter();
}

} // namespace http
