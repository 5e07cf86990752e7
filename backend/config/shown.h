// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/config/keys.h"

#include <QJsonValue>

namespace config {

/// The value with *** in place of what looks like a secret; a list is taken for a command line.
QJsonValue withoutSecrets(const QJsonValue &value);

/// What may be shown of a key's value. Of an environment these are the names: what is handed to a
/// program that way may be a secret under any of them.
QJsonValue shownValue(const Key &key);

} // namespace config
