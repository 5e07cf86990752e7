// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QUrl>

namespace ui {

/// A request that is to be made by hand.
struct CurlRequest
{
    QUrl base = {};
    QString method = QStringLiteral("GET");
    QString path = {}; ///< with its query
    bool hasBody = false;
    QJsonObject body = {};
    bool withToken = false;
    QString certificateFile = {}; ///< PEM; empty: none beside those of the system
};

/// The command in one line for a shell. A token stands in it by the name of a variable only.
QString curlText(const CurlRequest &request);

/// `text` as one word of a shell.
QString shellWord(const QString &text);

} // namespace ui
