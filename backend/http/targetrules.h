// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace http {

/// Decodes %XX once; nothing for a bad escape, a control byte or text that is not UTF-8.
std::optional<QString> decoded(QByteArrayView text);

/// The segments of a raw path: split first, then decoded, so that an encoded slash separates
/// nothing. Nothing when one is `.` or `..`, or holds a slash or a backslash.
std::optional<QStringList> decodedPath(QByteArrayView path);

/// The parameters of a raw query; a plus is a space, a parameter without a value is empty.
/// BadRequest names a parameter among the `known` that is malformed or given twice; whatever
/// others there are, they have no say. One of the `lists` may be repeated: its values are then
/// joined by commas.
protocol::Result<QHash<QString, QString>>
decodedQuery(QByteArrayView query, const QStringList &known, const QStringList &lists = {});

/// Parameters whose values are words: the words of each.
using WordParameters = QHash<QString, QStringList>;

/// The parameters of a raw query that are known, each with one of its words; BadRequest names the
/// parameter, the value and the words.
protocol::Result<QHash<QString, QString>> chosenWords(QByteArrayView query,
                                                      const WordParameters &known);

} // namespace http
