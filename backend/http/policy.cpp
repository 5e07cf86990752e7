// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/policy.h"

#include <algorithm>
#include <array>

namespace http {

using namespace Qt::StringLiterals;

namespace {

Admission refusal(int status, const QString &detail)
{
    return {.refusal = errorResponse(status, detail)};
}

QByteArray bytesOf(const std::optional<std::string_view> &value)
{
    return value ? QByteArray(value->data(), static_cast<qsizetype>(value->size())) : QByteArray();
}

bool isWildcard(const QHostAddress &address)
{
    constexpr std::array all{QHostAddress::Any, QHostAddress::AnyIPv4, QHostAddress::AnyIPv6};
    return std::any_of(all.begin(), all.end(), [&](auto each) { return address == each; });
}

} // namespace

Policy::Policy(PolicySettings settings)
    : m_settings(std::move(settings))
    , m_failedLogins(m_settings.failedLoginsPerMinute)
{ }

void Policy::setAddress(const QHostAddress &address, quint16 port)
{
    m_ours = {.port = port};
    for (const QString &name : m_settings.names) {
        m_ours.names.append(name.toUtf8());
    }
    if (!isWildcard(address)) {
        const bool isSix = address.protocol() == QAbstractSocket::IPv6Protocol;
        const QByteArray text = address.toString().toLatin1();
        m_ours.names.append(isSix ? '[' + text + ']' : text);
    }
}

Admission Policy::admit(const Head &head, const QHostAddress &peer, protocol::SteadyTime now)
{
    if (!isOurHost(head.host.value_or(""), m_ours)) {
        return refusal(421, u"This Host is not served here"_s);
    }
    const bool isForeign = (head.origin && !isOurOrigin(*head.origin, m_ours))
        || (head.fetchSite && !isOurFetchSite(*head.fetchSite));
    if (isForeign) {
        return refusal(403, u"Requests of other web pages are refused"_s);
    }
    if (hasToken(head.query)) {
        return refusal(400, u"A token must not be part of the URL"_s);
    }
    if (head.authorization || head.apiKey) {
        return logIn(bytesOf(head.authorization), bytesOf(head.apiKey), peer, now);
    }
    return anonymous(peer);
}

Admission Policy::logIn(const QByteArray &authorization, const QByteArray &apiKey,
                        const QHostAddress &peer, protocol::SteadyTime now)
{
    auto principal =
        m_settings.tokenCheck ? m_settings.tokenCheck(authorization, apiKey) : std::nullopt;
    // A right token passes even then: a token of 256 bits is not guessed, and whoever shares the
    // address (on loopback, everybody) could otherwise lock the owner out.
    if (principal) {
        return {.principal = std::move(*principal)};
    }
    if (const auto wait = m_failedLogins.wait(peer, now); wait.count() > 0) {
        auto refused = refusal(429, u"Too many failed log-ins"_s);
        refused.refusal->headers.append({"Retry-After"_ba, QByteArray::number(wait.count())});
        return refused;
    }
    m_failedLogins.add(peer, now);
    return refusal(401, u"The token is not valid"_s);
}

Admission Policy::anonymous(const QHostAddress &peer) const
{
    if (m_settings.requireToken || !peer.isLoopback()) {
        return refusal(401, u"A token is needed"_s);
    }
    return {.principal = {.id = u"local"_s, .name = u"local"_s, .scope = Scope::Admin}};
}

} // namespace http
