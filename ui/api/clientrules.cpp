// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/clientrules.h"

#include "backend/protocol/json.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

std::optional<qint64> sum(const QJsonObject &body, QStringView key)
{
    const auto events = protocol::integerOf(body[u"event_broadcaster"].toObject(), key);
    const auto system = protocol::integerOf(body[u"system_broadcaster"].toObject(), key);
    return events && system ? std::optional(*events + *system) : std::nullopt;
}

} // namespace

QList<ClientRow> clientRows(const QJsonObject &body)
{
    QList<ClientRow> rows;
    QSet<QString> met;
    const QJsonArray clients = body.value(u"clients").toArray();
    for (const auto &value : clients) {
        if (!value.isObject()) {
            continue;
        }
        const QJsonObject client = value.toObject();
        const QJsonObject token = client.value(u"token").toObject();
        ClientRow row{.id = client.value(u"id").toString(),
                      .path = client.value(u"path").toString(),
                      .peer = client.value(u"peer").toString(),
                      .tokenId = token.value(u"id").toString(),
                      .token = token.value(u"name").toString(),
                      .scope = client.value(u"scope").toString(),
                      .since = protocol::timeOf(client, u"since"),
                      .getsEverything = client.value(u"subscriptions").isNull(),
                      .patterns = client.value(u"subscriptions").toVariant().toStringList(),
                      .backlogBytes = protocol::integerOf(client, u"backlog_bytes"),
                      .acknowledged = protocol::integerOf(client, u"acknowledged_sequence")};
        row.twin = met.contains(row.id) ? static_cast<int>(rows.size()) : 0;
        met.insert(row.id);
        rows.append(row);
    }
    return rows;
}

int clientsBy(const QList<ClientRow> &rows, const QString &tokenId)
{
    return static_cast<int>(std::count_if(rows.begin(), rows.end(), [&](const ClientRow &row) {
        return !tokenId.isEmpty() && row.tokenId == tokenId;
    }));
}

SocketTotals socketTotals(const QJsonObject &body)
{
    return {.admitted = sum(body, u"admitted"),
            .sent = sum(body, u"sent"),
            .tooSlow = sum(body, u"too_slow"),
            .dropped = sum(body, u"dropped_lines")};
}

} // namespace ui
