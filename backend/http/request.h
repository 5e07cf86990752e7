// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/principal.h"

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QString>
#include <QStringList>

namespace http {

/// A request as the gate lets it through: checked, not yet decoded.
struct RawRequest
{
    QByteArray method = {};
    QByteArray path = {};
    QByteArray query = {}; ///< without the question mark
    QByteArray body = {};
    Principal principal = {};
    QHostAddress peer = {};
};

/// A request as a handler gets it: decoded once.
struct Request
{
    QByteArray method = {}; ///< HEAD arrives as GET
    QString path = {};
    QHash<QString, QString> segments = {}; ///< by the name in the route's braces
    QHash<QString, QString> query = {};
    QByteArray body = {};
    Principal principal = {};
    QHostAddress peer = {};
    QStringList ignoredParameters = {}; ///< those that the route does not know, sorted
};

} // namespace http
