// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/config/load.h"

namespace config {

/// The effective configuration as TOML, each line with a comment that says where its value comes
/// from; passwords in URLs and secrets in the environment of workers are masked.
QString effective(const Loaded &loaded);

} // namespace config
