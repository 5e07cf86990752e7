// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/historyfilter.h"

#include <QByteArray>
#include <QJsonObject>

namespace ui {

enum class ExportFormat
{
    Csv, ///< RFC 4180, UTF-8, times in UTC
    Json, ///< one array of what the backend has answered
};

enum class ExportKind
{
    Journal,
    Restarts,
};

/// By the end of the name; CSV where it says nothing.
ExportFormat formatOf(const QString &fileName);

/// What stands before the first line.
QByteArray exportHead(ExportKind kind, ExportFormat format);

/// One line; nothing where the filter does not give it.
std::optional<QByteArray> exportLine(ExportKind kind, ExportFormat format,
                                     const HistoryFilter &filter, const QJsonObject &item);

/// What stands between two lines, and behind the last one.
QByteArray exportBetween(ExportFormat format);
QByteArray exportFoot(ExportFormat format);

} // namespace ui
