// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace protocol {

/// The journal's own lines about who did what. Not an event of the registry: no socket sends it.
inline constexpr QStringView AuditType = u"audit.action";
inline constexpr QStringView AuditChannel = u"audit";

/// The 24 event types, read once from the compiled-in resource.
/// Source: specification, "WebSocket Event Registry".
class EventRegistry final
{
public:
    EventRegistry();

    /// The channel of a type; empty for a type that is neither in the registry nor the audit's.
    QString channelOf(const QString &type) const;
    bool isDeprecated(const QString &type) const;
    QStringList types() const;
    QString descriptionOf(const QString &type) const;
    QJsonObject payloadSchema(const QString &type) const;
    /// The keys that the payload of an event of ours always has.
    QStringList requiredKeys(const QString &type) const;

    /// What is wrong with `data` under the type's payload schema and its list of required keys;
    /// nothing when all is well.
    std::optional<QString> fault(const QString &type, const QJsonObject &data) const;

    /// The body of GET /api/system/websocket/events: event_types, channels, total_count,
    /// deprecated_count, in the file's order and without its notes (x_…).
    const QByteArray &document() const { return m_document; }

private:
    QStringList m_order;
    QHash<QString, QJsonObject> m_types;
    QByteArray m_document;
};

} // namespace protocol
