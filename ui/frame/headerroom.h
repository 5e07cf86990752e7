// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QHeaderView;

namespace ui {

/// Makes every column at least as wide as its word: in another language it may be a longer one.
void makeRoomForWords(QHeaderView &header);

/// Keeps all columns at least as wide as the longest of their words.
void keepRoomForWords(QHeaderView &header);

} // namespace ui
