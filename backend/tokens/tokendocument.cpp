// SPDX-License-Identifier: GPL-3.0-or-later
// The list of tokens as the file holds it.
#include "backend/protocol/json.h"
#include "backend/protocol/jsonwriter.h"
#include "backend/tokens/tokenrules.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace tokens {

namespace {

constexpr int Version = 1;

Error fault(const QString &detail)
{
    return {ErrorKind::Unavailable, detail};
}

bool isHexOf(const QString &text, int digits)
{
    static const QRegularExpression hex(u"\\A[0-9a-f]+\\z"_s);
    return text.size() == digits && hex.match(text).hasMatch();
}

/// What one entry says; the error is what is wrong with it.
Result<Token> tokenFrom(const QJsonObject &entry)
{
    constexpr int idDigits = 12;
    constexpr int hashDigits = 64;
    const QString id = entry.value(u"id").toString();
    const QString hash = entry.value(u"sha256").toString();
    const auto created = protocol::timeOf(entry, u"created_at");
    const auto expires = protocol::timeOf(entry, u"expires_at");
    const http::Scope scope = scopeFrom(entry.value(u"scope").toString());
    const QString name = entry.value(u"name").toString();
    const bool isTimely = created && (expires || entry.value(u"expires_at").isNull());
    if (!isHexOf(id, idDigits)) {
        return fault(u"id must be 12 hexadecimal digits"_s);
    }
    if (!isHexOf(hash, hashDigits)) {
        return fault(u"sha256 must be 64 hexadecimal digits"_s);
    }
    if (scope == http::Scope::None) {
        return fault(u"scope must be read, operate or admin"_s);
    }
    if (const QString rule = checkName(name); !rule.isEmpty()) {
        return fault(u"name "_s % rule);
    }
    if (!isTimely) {
        return fault(u"created_at and expires_at must be times, the latter or null"_s);
    }
    return Token{.id = id,
                 .name = name,
                 .scope = scope,
                 .sha256 = hash.toLatin1(),
                 .createdAt = *created,
                 .expiresAt = expires};
}

} // namespace

QByteArray toJson(const QList<Token> &tokens)
{
    protocol::JsonWriter json;
    json.beginObject().field(u"version", Version).key(u"tokens").beginArray();
    for (const Token &token : tokens) {
        json.beginObject()
            .field(u"id", token.id)
            .field(u"name", token.name)
            .field(u"scope", toText(token.scope))
            .field(u"sha256", QString::fromLatin1(token.sha256))
            .field(u"created_at", token.createdAt)
            .field(u"expires_at", token.expiresAt)
            .endObject();
    }
    json.endArray().endObject();
    return json.bytes() + '\n';
}

Result<QList<Token>> fromJson(const QByteArray &json)
{
    const QJsonObject document = QJsonDocument::fromJson(json).object();
    if (document.value(u"version").toInt() != Version || !document.value(u"tokens").isArray()) {
        return fault(u"is not a list of tokens of this version"_s);
    }
    const QJsonArray entries = document.value(u"tokens").toArray();
    if (entries.size() > MostTokens) {
        return fault(u"holds more than %1 tokens"_s.arg(MostTokens));
    }
    QList<Token> tokens;
    QSet<QString> ids;
    for (const auto &entry : entries) {
        auto token = tokenFrom(entry.toObject());
        if (!token) {
            return fault(u"token %1: %2"_s.arg(tokens.size() + 1).arg(token.error().detail));
        }
        if (ids.contains(token.value().id)) {
            return fault(u"token %1: its id is that of another one"_s.arg(tokens.size() + 1));
        }
        ids.insert(token.value().id);
        tokens.append(std::move(token.value()));
    }
    return tokens;
}

} // namespace tokens
