// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace ui {

/// One request that an API takes, as its description tells it.
struct ApiRoute
{
    QString method = {}; ///< upper case
    QString path = {}; ///< with names in braces
    QString summary = {};
    QString scope = {}; ///< what a token has to allow; empty: not told
    QString query = {}; ///< the parameters that must be there
    bool hasBody = false;
    QJsonObject body = {}; ///< the keys that must be there, with values to be replaced

    bool operator==(const ApiRoute &) const = default;
};

/// The requests of an OpenAPI document, in its order of paths. What is not understood is left out.
QList<ApiRoute> routesOf(const QJsonObject &openapi);

/// The path with the names of its parts as words to be replaced: /api/tokens/ID.
QString pathToFill(const ApiRoute &route);

/// Whether every word of `text` is in its method, path or summary.
bool passes(const ApiRoute &route, const QString &text);

/// The sockets of an AsyncAPI document.
QStringList socketsOf(const QJsonObject &asyncapi);

} // namespace ui
