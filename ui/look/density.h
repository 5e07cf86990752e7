// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QApplication;
class QLayout;
class QListWidget;
class QMargins;
class QTableView;
class QWidget;

namespace ui {

/// How much room tables and lists leave around their text.
enum class Density
{
    Comfortable,
    Compact,
};

/// Which one was chosen in an earlier run.
Density rememberedDensity();

/// Also while windows are open: all of them follow at once.
void applyDensity(QApplication &application, Density density);

/// The same, and for the next start.
void chooseDensity(Density density);

/// The room that is left, in pixels, where comfortable rows leave `comfortable`.
int roomIn(int comfortable);

/// Keeps the room around the parts of a layout of `owner` and between them, whatever the density
/// becomes.
void keepRoom(QWidget &owner, QLayout &layout, const QMargins &comfortable, int spacing);

/// Keeps all rows as high as `lines` lines of its font, or `least` pixels, and the room around
/// them, whatever font and density become. A later call holds instead of an earlier one.
void keepRowHeight(QTableView &table, int comfortable, int lines = 1, int least = 0);

/// The same for the items of a list.
void keepItemHeight(QListWidget &list, int comfortable);

} // namespace ui
