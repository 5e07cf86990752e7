// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/config/load.h"

#include <QJsonArray>

namespace config {

/// Every key with the value that holds and where that comes from: [{key, value, origin}], in the
/// order of the documentation. Of secrets and of an environment's values *** is shown.
QJsonArray listing(const Loaded &loaded);

} // namespace config
