// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QJsonObject>

#include <optional>

namespace protocol {

/// Readers of one key; null, missing and wrong types all mean nothing.
inline std::optional<WallTime> timeOf(const QJsonObject &object, QStringView key)
{
    return fromIso(object.value(key).toString());
}

inline std::optional<QString> textOf(const QJsonObject &object, QStringView key)
{
    const QJsonValue found = object.value(key);
    return found.isString() ? std::optional(found.toString()) : std::nullopt;
}

inline std::optional<double> numberOf(const QJsonObject &object, QStringView key)
{
    const QJsonValue found = object.value(key);
    return found.isDouble() ? std::optional(found.toDouble()) : std::nullopt;
}

inline std::optional<qint64> integerOf(const QJsonObject &object, QStringView key)
{
    const QJsonValue found = object.value(key);
    return found.isDouble() ? std::optional(found.toInteger()) : std::nullopt;
}

} // namespace protocol
