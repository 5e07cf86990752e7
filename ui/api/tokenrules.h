// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"
#include "ui/act/actrules.h"
#include "ui/connection.h"

#include <QJsonObject>
#include <QStringList>

#include <array>
#include <optional>

namespace ui {

/// What the API tells of a token; never its secret.
struct TokenRow
{
    QString id = {};
    QString name = {};
    QString scope = {}; ///< as it came
    std::optional<protocol::WallTime> createdAt = {};
    std::optional<protocol::WallTime> expiresAt = {};
    bool isEndless = false; ///< it is good until it is revoked
    std::optional<bool> expired = {};
    bool isOurs = false; ///< this console speaks with it

    bool operator==(const TokenRow &) const = default;
};

/// The tokens of GET /api/tokens, in its order. `ours` is the secret of this console; empty: none.
QList<TokenRow> tokenRows(const QJsonObject &body, const QString &ours);

/// The id within a secret; empty where there is none.
QString tokenIdOf(const QString &secret);

/// The scopes that a token can have, the least first.
inline constexpr std::array<QStringView, 3> TokenScopes{u"read", u"operate", u"admin"};

/// What is asked for with a new token.
struct TokenWish
{
    QString name = {};
    QString scope = {};
    int days = 0; ///< for which it is good; 0: until it is revoked

    bool operator==(const TokenWish &) const = default;
};

/// The body of POST /api/tokens.
QJsonObject bodyOf(const TokenWish &wish);

/// What is known when a token is to be created or revoked.
struct TokenContext
{
    Guard guard = Guard::Free;
    bool vouched = false; ///< the list that is shown
    bool level = true;
    bool waiting = false; ///< a request is under way
};

/// Why a token cannot be created, or one that `exists` be revoked.
Refusal refusalOfTokens(bool exists, const TokenContext &context);

/// What follows when a token is revoked.
enum class RevokeConsequence
{
    RequestsRefused, ///< from now on, for good
    ClientsEnd, ///< `number` connections end
    ClientsUnknown, ///< it is not known who is connected by it
    ConsoleEnds, ///< this console speaks with it
};

struct RevokeFact
{
    RevokeConsequence kind = RevokeConsequence::RequestsRefused;
    int number = 0;

    bool operator==(const RevokeFact &) const = default;
};

/// `clients`: how many are connected by it; nothing: not known.
QList<RevokeFact> consequencesOfRevoking(const TokenRow &token, std::optional<int> clients);

} // namespace ui
