// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/principal.h"
#include "backend/protocol/clock.h"

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace http {

/// A request as the gate lets it through: checked, not yet decoded.
struct RawRequest
{
    QByteArray method = {};
    QByteArray path = {};
    QByteArray query = {}; ///< without the question mark
    QByteArray body = {};
    QByteArray ifNoneMatch = {};
    Principal principal = {};
    QHostAddress peer = {};
};

/// A request as a handler gets it: decoded once; segments, query and json keep what the route says
/// of them.
struct Request
{
    QByteArray method = {}; ///< HEAD arrives as GET
    QString path = {};
    QHash<QString, QString> segments = {}; ///< by the name in the route's braces
    QHash<QString, QString> query = {}; ///< with the defaults of those that were missing
    QJsonObject json = {}; ///< the body, of a route that takes one
    QByteArray body = {};
    QByteArray ifNoneMatch = {}; ///< what the client has already
    Principal principal = {};
    QHostAddress peer = {};
    QStringList ignoredParameters = {}; ///< those that the route does not know, sorted

    QString segment(const QString &name) const { return segments.value(name); }

    /// Values of query parameters; empty, 0 and false where one without a default is missing.
    QString text(const QString &name) const { return query.value(name); }

    qint64 integer(const QString &name) const { return query.value(name).toLongLong(); }

    bool boolean(const QString &name) const { return query.value(name) == u"true"; }

    std::optional<protocol::WallTime> time(const QString &name) const
    {
        return protocol::fromIso(query.value(name));
    }
};

} // namespace http
