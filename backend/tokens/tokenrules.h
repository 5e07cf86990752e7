// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/principal.h"
#include "backend/protocol/clock.h"
#include "backend/protocol/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

/// Who may speak to the API from elsewhere.
namespace tokens {

/// What is kept of a token: never the token itself.
struct Token
{
    QString id = {}; ///< twelve hexadecimal digits, part of the token
    QString name = {};
    http::Scope scope = http::Scope::None;
    QByteArray sha256 = {}; ///< of the whole token, in hexadecimal digits
    protocol::WallTime createdAt{};
    std::optional<protocol::WallTime> expiresAt = {}; ///< nothing: never

    bool operator==(const Token &) const = default;
};

/// What somebody asks for.
struct Wish
{
    QString name = {};
    http::Scope scope = http::Scope::None;
    std::optional<protocol::WallTime> expiresAt = {};
};

/// A new token, and the only copy of its text.
struct Fresh
{
    Token token = {};
    QByteArray secret = {};
};

/// Bytes that make() takes: six of the id, thirty-two (256 bits) of the secret.
inline constexpr qsizetype RandomBytes = 38;

/// More than anybody can keep apart.
inline constexpr qsizetype MostTokens = 1000;

/// "sbx_", the id, "_" and 64 hexadecimal digits, out of `random` bytes of the system's generator.
Fresh make(const QByteArray &random, const Wish &wish, protocol::WallTime now);

/// The token in `Authorization: Bearer …` or `X-API-Key`; empty when there is none, when another
/// scheme is used, or when both are there and differ.
QByteArray presented(const QByteArray &authorization, const QByteArray &apiKey);

/// Who presents `secret`; the error says no more than that it is wrong, or to its owner that it has
/// expired. How long this takes does not depend on how much of it is right.
protocol::Result<http::Principal> judge(const QList<Token> &tokens, const QByteArray &secret,
                                        protocol::WallTime now);

bool isExpired(const Token &token, protocol::WallTime now);

/// The ids of those that were good before and are not any more: gone, expired, or changed.
QStringList ended(const QList<Token> &before, const QList<Token> &after, protocol::WallTime now);

/// The rule that a name breaks, empty when it breaks none.
QString checkName(const QString &name);

/// read, operate or admin; None for anything else.
http::Scope scopeFrom(QStringView word);
QString toText(http::Scope scope);

/// "30d", "12h", "45m" from now on, or an ISO-8601 time to come; the error is the rule.
protocol::Result<protocol::WallTime> expiryFrom(const QString &text, protocol::WallTime now);

/// The list as the file holds it.
QByteArray toJson(const QList<Token> &tokens);

/// Reads a list; the error says what is wrong with it.
protocol::Result<QList<Token>> fromJson(const QByteArray &json);

} // namespace tokens
