// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/tokenrules.h"

#include "backend/protocol/json.h"

#include <QJsonArray>

namespace ui {

using namespace Qt::StringLiterals;

QString tokenIdOf(const QString &secret)
{
    return secret.startsWith(u"sbx_") ? secret.section(u'_', 1, 1) : QString();
}

QList<TokenRow> tokenRows(const QJsonObject &body, const QString &ours)
{
    const QString ourId = tokenIdOf(ours);
    QList<TokenRow> rows;
    const QJsonArray tokens = body.value(u"tokens").toArray();
    for (const auto &value : tokens) {
        if (!value.isObject()) {
            continue;
        }
        const QJsonObject token = value.toObject();
        const QJsonValue expired = token.value(u"expired");
        const QString id = token.value(u"id").toString();
        rows.append({.id = id,
                     .name = token.value(u"name").toString(),
                     .scope = token.value(u"scope").toString(),
                     .createdAt = protocol::timeOf(token, u"created_at"),
                     .expiresAt = protocol::timeOf(token, u"expires_at"),
                     .isEndless = token.value(u"expires_at").isNull(),
                     .expired = expired.isBool() ? std::optional(expired.toBool()) : std::nullopt,
                     .isOurs = !id.isEmpty() && id == ourId});
    }
    return rows;
}

QJsonObject bodyOf(const TokenWish &wish)
{
    QJsonObject body{{u"name"_s, wish.name}, {u"scope"_s, wish.scope}};
    if (wish.days > 0) {
        body.insert(u"expires"_s, u"%1d"_s.arg(wish.days));
    }
    return body;
}

Refusal refusalOfTokens(bool exists, const TokenContext &context)
{
    if (context.guard == Guard::Watch) {
        return Refusal::WatchOnly;
    }
    return refusalOf(exists,
                     {.vouched = context.vouched,
                      .level = context.level,
                      .supervisorRuns = true, // it has no part in this
                      .waiting = context.waiting});
}

QList<RevokeFact> consequencesOfRevoking(const TokenRow &token, std::optional<int> clients)
{
    QList<RevokeFact> facts{{RevokeConsequence::RequestsRefused, 0}};
    if (!clients) {
        facts.append({RevokeConsequence::ClientsUnknown, 0});
    } else if (*clients > 0) {
        facts.append({RevokeConsequence::ClientsEnd, *clients});
    }
    if (token.isOurs) {
        facts.append({RevokeConsequence::ConsoleEnds, 0});
    }
    return facts;
}

} // namespace ui
