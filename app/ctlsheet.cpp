// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlsheet.h"

#include "app/ctlcolour.h"
#include "app/ctlwidth.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace app {

namespace {

constexpr int Gap = 2;
constexpr int LeastFlexible = 12; ///< before the other columns give way, too
constexpr int LeastField = 20; ///< on a narrower place fields are not broken

using Widths = QList<int>;

Widths naturalWidths(const QList<QStringList> &rows)
{
    Widths widths;
    for (const QStringList &row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (qsizetype column = 0; column < row.size(); ++column) {
            widths[column] = std::max(widths[column], widthOf(row[column]));
        }
    }
    return widths;
}

int sumOf(const Widths &widths)
{
    return std::accumulate(widths.begin(), widths.end(), 0);
}

/// Takes from the widest of these columns until all fit, but leaves each `least`.
void shrink(Widths &widths, const QList<qsizetype> &columns, int least, int width)
{
    for (int tooMuch = sumOf(widths) - width; tooMuch > 0; --tooMuch) {
        qsizetype widest = -1;
        for (const qsizetype column : columns) {
            const bool canGive = column < widths.size() && widths[column] > least;
            if (canGive && (widest < 0 || widths[column] > widths[widest])) {
                widest = column;
            }
        }
        if (widest < 0) {
            return;
        }
        --widths[widest];
    }
}

/// How wide the columns may be so that a row fits.
Widths fitted(Widths widths, const Block &block, int width)
{
    if (width <= 0 || widths.isEmpty()) {
        return widths;
    }
    const int room = width - Gap * static_cast<int>(widths.size() - 1);
    QList<qsizetype> all(widths.size());
    std::iota(all.begin(), all.end(), 0);
    shrink(widths, block.flexible.isEmpty() ? QList{all.last()} : block.flexible, LeastFlexible,
           room);
    shrink(widths, all, 1, room);
    return widths;
}

QString rowText(const QStringList &row, const Widths &widths, const Screen &screen)
{
    QString line;
    for (qsizetype column = 0; column < row.size(); ++column) {
        const QString text = cut(row[column], widths[column]);
        const bool isLast = column + 1 == row.size();
        const QString space =
            isLast ? QString() : padded(text, widths[column] + Gap).mid(text.size());
        line += (screen.hasColour ? coloured(text) : text) % space;
    }
    return line % u'\n';
}

QString tableText(const Block &block, const Screen &screen)
{
    const Widths widths = fitted(naturalWidths(block.rows), block, screen.width);
    QString text;
    for (qsizetype i = 0; i < block.rows.size(); ++i) {
        const bool isTitle = i == 0 && screen.hasColour;
        const QString row = rowText(block.rows[i], widths, isTitle ? Screen{} : screen);
        text += isTitle ? QString(bold(row.chopped(1)) % u'\n') : row;
    }
    return text;
}

QString fieldsText(const Block &block, const Screen &screen)
{
    int margin = 0;
    for (const QStringList &row : block.rows) {
        margin = std::max(margin, widthOf(row.value(0)) + Gap);
    }
    const int room = screen.width - margin;
    QString text;
    for (const QStringList &row : block.rows) {
        const QStringList parts =
            room < LeastField ? QStringList{row.value(1)} : wrapped(row.value(1), room);
        QString title = row.value(0);
        for (const QString &part : parts) {
            text += padded(title, margin) % (screen.hasColour ? coloured(part) : part) % u'\n';
            title.clear();
        }
    }
    return text;
}

QString linesText(const Block &block)
{
    QString text;
    for (const QStringList &row : block.rows) {
        text += row.join(u' ') % u'\n';
    }
    return text;
}

/// In a table and beside a title a tab would take more than its place.
Block cleaned(Block block)
{
    for (QStringList &row : block.rows) {
        for (QString &cell : row) {
            cell = harmless(cell);
            if (block.kind != Block::Kind::Lines) {
                cell.replace(u'\t', u' ');
            }
        }
    }
    return block;
}

} // namespace

Block lines(const QStringList &lines)
{
    Block block{.kind = Block::Kind::Lines};
    for (const QString &line : lines) {
        block.rows.append({line});
    }
    return block;
}

Block fields(const QList<QStringList> &rows)
{
    return {.kind = Block::Kind::Fields, .rows = rows};
}

Block table(const QList<QStringList> &rows, const QList<qsizetype> &flexible)
{
    return {.kind = Block::Kind::Table, .rows = rows, .flexible = flexible};
}

QString render(const Sheet &sheet, const Screen &screen)
{
    QString text;
    for (const Block &block : sheet) {
        const Block clean = cleaned(block);
        switch (clean.kind) {
        case Block::Kind::Lines:
            text += linesText(clean);
            break;
        case Block::Kind::Fields:
            text += fieldsText(clean, screen);
            break;
        case Block::Kind::Table:
            text += tableText(clean, screen);
            break;
        }
    }
    return text;
}

} // namespace app
