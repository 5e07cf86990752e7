// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace ui {

/// One type of events that a backend sends.
struct EventKind
{
    QString type = {};
    QString channel = {};
    QString description = {};
    bool isDeprecated = false;
    QString replacement = {}; ///< what to use instead of a deprecated one
    QJsonObject example = {}; ///< its data
    QJsonObject schema = {};

    bool operator==(const EventKind &) const = default;
};

/// The types of GET /api/system/websocket/events, in its order; what has no name is left out.
QList<EventKind> eventKinds(const QJsonObject &body);

/// The example and the schema, for people to read; empty where the backend has none.
QString exampleText(const EventKind &kind);
QString schemaText(const EventKind &kind);

} // namespace ui
