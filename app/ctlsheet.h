// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace app {

/// What a text for a terminal consists of.
struct Block
{
    enum class Kind
    {
        Lines, ///< as they are; the terminal breaks them
        Fields, ///< what, and how it is; long ones go on below
        Table ///< below its titles; what does not fit ends with …
    };

    Kind kind = Kind::Lines;
    QList<QStringList> rows = {};
    QList<qsizetype> flexible = {}; ///< columns of a table that give way first

    bool operator==(const Block &) const = default;
};

using Sheet = QList<Block>;

Block lines(const QStringList &lines);
Block fields(const QList<QStringList> &rows);
/// The first row holds the titles. Without flexible columns the last one gives way first.
Block table(const QList<QStringList> &rows, const QList<qsizetype> &flexible = {});

/// Where a text is shown.
struct Screen
{
    int width = 0; ///< 0: nothing has to fit
    bool hasColour = false;
};

/// The sheet as text. Whatever it holds is made harmless here.
QString render(const Sheet &sheet, const Screen &screen);

} // namespace app
