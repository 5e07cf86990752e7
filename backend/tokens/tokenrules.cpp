// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/tokens/tokenrules.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;
using protocol::WallTime;

namespace tokens {

namespace {

constexpr QByteArrayView Prefix = "sbx_";
constexpr qsizetype IdBytes = 6;
constexpr qsizetype IdDigits = 2 * IdBytes;
constexpr qsizetype SecretDigits = 2 * (RandomBytes - IdBytes);
constexpr qsizetype LongestName = 64;

constexpr std::array<std::pair<http::Scope, QStringView>, 3> Scopes{{
    {http::Scope::Read, u"read"},
    {http::Scope::Operate, u"operate"},
    {http::Scope::Admin, u"admin"},
}};

bool isHex(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// The id inside a token, empty when it is not shaped like one.
QByteArrayView idIn(QByteArrayView secret)
{
    constexpr qsizetype idAt = Prefix.size();
    constexpr qsizetype secretAt = idAt + IdDigits + 1;
    const bool isShaped = secret.size() == secretAt + SecretDigits && secret.startsWith(Prefix)
        && secret.at(secretAt - 1) == '_' && isHex(secret.sliced(idAt, IdDigits))
        && isHex(secret.sliced(secretAt));
    return isShaped ? secret.sliced(idAt, IdDigits) : QByteArrayView();
}

QByteArray hashOf(const QByteArray &secret)
{
    return QCryptographicHash::hash(secret, QCryptographicHash::Sha256).toHex();
}

/// Looks at every byte, whatever the first ones are.
bool areEqual(const QByteArray &a, const QByteArray &b)
{
    if (a.size() != b.size()) {
        return false;
    }
    unsigned char difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i) {
        difference |= static_cast<unsigned char>(a.at(i) ^ b.at(i));
    }
    return difference == 0;
}

const Token *withId(const QList<Token> &tokens, QStringView id)
{
    const auto found = std::find_if(tokens.begin(), tokens.end(),
                                    [id](const Token &token) { return token.id == id; });
    return found == tokens.end() ? nullptr : &*found;
}

} // namespace

Fresh make(const QByteArray &random, const Wish &wish, WallTime now)
{
    Q_ASSERT_X(random.size() == RandomBytes, "tokens::make", "the generator gives every byte");
    const QByteArray id = random.first(IdBytes).toHex();
    const QByteArray secret = Prefix.toByteArray() + id + '_' + random.sliced(IdBytes).toHex();
    return {.token = {.id = QString::fromLatin1(id),
                      .name = wish.name,
                      .scope = wish.scope,
                      .sha256 = hashOf(secret),
                      .createdAt = now,
                      .expiresAt = wish.expiresAt},
            .secret = secret};
}

QByteArray presented(const QByteArray &authorization, const QByteArray &apiKey)
{
    constexpr QByteArrayView scheme = "Bearer ";
    QByteArray bearer;
    if (!authorization.isEmpty()) {
        if (authorization.first(std::min(authorization.size(), scheme.size()))
                .compare(scheme, Qt::CaseInsensitive)
            != 0) {
            return {};
        }
        bearer = authorization.sliced(scheme.size()).trimmed();
    }
    if (bearer.isEmpty() || apiKey.isEmpty()) {
        return bearer + apiKey;
    }
    return areEqual(bearer, apiKey) ? bearer : QByteArray();
}

Result<http::Principal> judge(const QList<Token> &tokens, const QByteArray &secret, WallTime now)
{
    static const QByteArray nobody(QByteArray(SecretDigits, '0'));
    const QByteArrayView id = idIn(secret);
    const Token *token = id.isEmpty() ? nullptr : withId(tokens, QString::fromLatin1(id));
    // Whether there is such an id is not to be told from the time either.
    const bool isRight = areEqual(hashOf(secret), token ? token->sha256 : nobody);
    if (!token || !isRight) {
        return Error{ErrorKind::Forbidden, u"The token is not valid"_s};
    }
    if (isExpired(*token, now)) {
        return Error{ErrorKind::Forbidden, u"The token has expired"_s};
    }
    return http::Principal{.id = token->id, .name = token->name, .scope = token->scope};
}

bool isExpired(const Token &token, WallTime now)
{
    return token.expiresAt && *token.expiresAt <= now;
}

QStringList ended(const QList<Token> &before, const QList<Token> &after, WallTime now)
{
    QStringList ids;
    for (const Token &token : before) {
        const Token *still = withId(after, token.id);
        const bool isTheSame =
            still && still->sha256 == token.sha256 && still->scope == token.scope;
        if (!isTheSame || isExpired(*still, now)) {
            ids.append(token.id);
        }
    }
    return ids;
}

QString checkName(const QString &name)
{
    const bool isPlain = std::all_of(name.begin(), name.end(), [](QChar c) { return c.isPrint(); });
    if (name.trimmed().isEmpty() || name.size() > LongestName || !isPlain
        || name != name.trimmed()) {
        return u"must be 1 to %1 printable characters without blanks around them"_s.arg(
            LongestName);
    }
    return {};
}

http::Scope scopeFrom(QStringView word)
{
    const auto *found = std::find_if(Scopes.begin(), Scopes.end(),
                                     [word](const auto &row) { return row.second == word; });
    return found == Scopes.end() ? http::Scope::None : found->first;
}

QString toText(http::Scope scope)
{
    const auto *found = std::find_if(Scopes.begin(), Scopes.end(),
                                     [scope](const auto &row) { return row.first == scope; });
    return found == Scopes.end() ? u"none"_s : found->second.toString();
}

Result<WallTime> expiryFrom(const QString &text, WallTime now)
{
    const Error rule{ErrorKind::BadRequest,
                     u"must be a time to come such as 2030-01-31T12:00:00Z, or a span such as 90d, "
                     "12h or 45m"_s};
    static const QRegularExpression span(u"\\A([1-9][0-9]{0,5})([dhm])\\z"_s);
    if (const auto match = span.match(text); match.hasMatch()) {
        const std::chrono::minutes count(match.captured(1).toInt());
        const QChar unit = match.captured(2).front();
        constexpr int minutesAnHour = 60;
        constexpr int minutesADay = 24 * minutesAnHour;
        return now + count * (unit == u'd' ? minutesADay : unit == u'h' ? minutesAnHour : 1);
    }
    const auto time = protocol::fromIso(text);
    if (!time || *time <= now) {
        return rule;
    }
    return *time;
}

} // namespace tokens
