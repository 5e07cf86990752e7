// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

namespace ui {

/// How many of `places` must move so that all of them ascend: those outside the longest run that
/// ascends already.
int movesToSort(const QList<int> &places);

} // namespace ui
