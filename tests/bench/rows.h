// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace bench {

/// A row of the table of all benchmarks, for table.py.
inline void row(const QString &name, const QString &value, const QString &beside)
{
    const QJsonObject object{{QStringLiteral("name"), name},
                             {QStringLiteral("value"), value},
                             {QStringLiteral("beside"), beside}};
    std::printf("%s\n", QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

} // namespace bench
