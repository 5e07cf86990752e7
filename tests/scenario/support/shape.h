// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>
#include <QStringList>

namespace scenario {

/// What is wrong with `value` under a shape, one line a place; nothing when it fits.
///
/// A shape is JSON. A text names a type: bool, int (a whole number), number, text, time (ISO-8601
/// with Z), object, any, or "=a|b|c" for one of these words; with a question mark at its end it may
/// also be null. A list has the shape of its elements. An object has shapes of keys that must all
/// be there; further keys may come. The key "*" is for a map: the shape of every value. The key "?"
/// says that the object may be null.
QStringList unlike(const QJsonValue &shape, const QJsonValue &value, const QString &path = {});

/// The same from text, for rows of a table; a shape that is no JSON fits nothing.
QStringList unlike(const QByteArray &shape, const QByteArray &document);

} // namespace scenario
