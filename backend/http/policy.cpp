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

QByteArray hostOf(const QHostAddress &address)
{
    const QByteArray text = address.toString().toLatin1();
    return address.protocol() == QAbstractSocket::IPv6Protocol ? '[' + text + ']' : text;
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
    m_ours = {.port = port, .isProxied = m_settings.isProxied};
    for (const QString &name : m_settings.names) {
        m_ours.names.append(name.toUtf8());
    }
    m_isEverywhere = isWildcard(address);
    if (!m_isEverywhere) {
        m_ours.names.append(hostOf(address));
    }
}

/// On the wildcard, the address that this very connection came to is a name of ours: no page can
/// be made to point to a number.
OurNames Policy::namesAt(const Ends &ends) const
{
    OurNames ours = m_ours;
    ours.isEncrypted = ends.isEncrypted;
    if (m_isEverywhere && !ends.local.isNull()) {
        ours.names.append(hostOf(ends.local));
    }
    return ours;
}

Admission Policy::admit(const Head &head, const Ends &ends, protocol::SteadyTime now)
{
    const OurNames ours = namesAt(ends);
    if (!isOurHost(head.host.value_or(""), ours)) {
        return refusal(421, u"This Host is not served here"_s);
    }
    const bool isForeign = (head.origin && !isOurOrigin(*head.origin, ours))
        || (head.fetchSite && !isOurFetchSite(*head.fetchSite));
    if (isForeign) {
        return refusal(403, u"Requests of other web pages are refused"_s);
    }
    if (hasToken(head.query)) {
        return refusal(400, u"A token must not be part of the URL"_s);
    }
    if (head.authorization || head.apiKey) {
        return logIn(bytesOf(head.authorization), bytesOf(head.apiKey), ends.peer, now);
    }
    return anonymous(head, ends.peer);
}

Admission Policy::logIn(const QByteArray &authorization, const QByteArray &apiKey,
                        const QHostAddress &peer, protocol::SteadyTime now)
{
    auto principal = m_settings.tokenCheck
        ? m_settings.tokenCheck(authorization, apiKey)
        : protocol::Error{protocol::ErrorKind::Forbidden, u"The token is not valid"_s};
    // A right token passes even then: a token of 256 bits is not guessed, and whoever shares the
    // address (on loopback, everybody) could otherwise lock the owner out.
    if (principal) {
        return {.principal = std::move(principal.value())};
    }
    if (const auto wait = m_failedLogins.wait(peer, now); wait.count() > 0) {
        auto refused = refusal(429, u"Too many failed log-ins"_s);
        refused.refusal->headers.append({"Retry-After"_ba, QByteArray::number(wait.count())});
        return refused;
    }
    m_failedLogins.add(peer, now);
    return refusal(401, principal.error().detail);
}

bool Policy::isStillGood(const Principal &principal) const
{
    const bool hasToken = principal.scope != Scope::None && principal.id != LocalUser;
    return !hasToken || !m_settings.isStillGood || m_settings.isStillGood(principal.id);
}

/// Behind a proxy on this machine everybody comes from loopback.
Admission Policy::anonymous(const Head &head, const QHostAddress &peer) const
{
    if (m_settings.requireToken || head.isForwarded || !peer.isLoopback()) {
        return refusal(401, u"A token is needed"_s);
    }
    return {.principal = {
                .id = LocalUser.toString(), .name = LocalUser.toString(), .scope = Scope::Admin}};
}

} // namespace http
