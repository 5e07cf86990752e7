// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/schema.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace protocol {

/// What is wrong with a value that came as text, such as a query parameter: the rule that it
/// breaks ("must be an integer from 1 to 100"); nothing when it keeps it. Knows no lists, objects
/// or names.
std::optional<QString> broken(const Schema &schema, const QString &text);

/// What is wrong with an object from outside: one sentence with the key, the value and the rule;
/// nothing when all is well. Knows no names.
std::optional<QString> fault(const Schema &schema, const QJsonObject &object);

/// A value from outside, cut for a message.
QString shown(const QString &value);

} // namespace protocol
