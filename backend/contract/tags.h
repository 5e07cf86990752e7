// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace contract {

/// What the group of routes is about; empty when nothing is known of it.
QString descriptionOfTag(const QString &tag);

} // namespace contract
