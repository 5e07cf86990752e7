// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/head.h"
#include "backend/http/loginrules.h"
#include "backend/http/policyrules.h"
#include "backend/http/principal.h"
#include "backend/http/response.h"
#include "backend/protocol/result.h"

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QStringList>

#include <functional>
#include <optional>

namespace http {

/// Who a request's credentials stand for; the error is what a 401 says. Gets the values of
/// Authorization ("Bearer …") and X-API-Key as they came, empty when missing.
using TokenCheck = std::function<protocol::Result<Principal>(const QByteArray &authorization,
                                                             const QByteArray &apiKey)>;

struct PolicySettings
{
    QStringList names = {}; ///< further Host names that are ours
    bool requireToken = false; ///< of every peer; of one that is not loopback it always is
    bool isProxied = false; ///< a proxy in front does TLS and may pass our names on without a port
    TokenCheck tokenCheck = {}; ///< without one every token is wrong
    std::function<bool(const QString &id)> isStillGood = {}; ///< without one all are
    int failedLoginsPerMinute = 10; ///< by address; above: 429
};

/// Whose connection it is, and at which address and how of ours it ends.
struct Ends
{
    QHostAddress peer = {};
    QHostAddress local = {};
    bool isEncrypted = false;
};

/// What was decided about a request head. Without a refusal, `principal` asks.
struct Admission
{
    std::optional<Response> refusal = {};
    Principal principal = {};
    QHash<QString, QString> query = {}; ///< of an upgrade: the parameters that its path knows
};

/// Decides about a request from its head alone: whether it is meant for us (421), comes from our
/// own pages or none (403), and who asks (400 for a token in the URL, 401, 429).
class Policy final
{
public:
    explicit Policy(PolicySettings settings);

    /// What we listen on; a name of ours unless it is the wildcard.
    void setAddress(const QHostAddress &address, quint16 port);

    Admission admit(const Head &head, const Ends &ends, protocol::SteadyTime now);

    /// The same question for a token that comes later, inside a WebSocket; counts failures too.
    Admission logIn(const QByteArray &authorization, const QByteArray &apiKey,
                    const QHostAddress &peer, protocol::SteadyTime now);

    /// False when the token of who was let in has ended since.
    bool isStillGood(const Principal &principal) const;

private:
    Admission anonymous(const Head &head, const QHostAddress &peer) const;
    OurNames namesAt(const Ends &ends) const;

    PolicySettings m_settings;
    OurNames m_ours;
    bool m_isEverywhere = false; ///< it listens on the wildcard
    FailedLogins m_failedLogins;
};

} // namespace http
