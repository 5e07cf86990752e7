// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/paletterules.h"

#include <algorithm>
#include <utility>

namespace ui {

namespace {

bool beginsWord(const QString &text, qsizetype at)
{
    return at == 0 || !text.at(at - 1).isLetterOrNumber();
}

/// The place of `letter` from `from` on; with `atBegin` rather one that begins a word.
qsizetype placeOf(QChar letter, const QString &text, qsizetype from, bool atBegin)
{
    const qsizetype first = text.indexOf(letter, from);
    for (qsizetype at = first; atBegin && at >= 0; at = text.indexOf(letter, at + 1)) {
        if (at == from || beginsWord(text, at)) {
            return at;
        }
    }
    return first;
}

std::optional<int> strewn(const QString &letters, const QString &line, bool atBegin)
{
    qsizetype from = 0;
    int sum = 1000;
    for (const QChar letter : letters) {
        const qsizetype at = placeOf(letter, line, from, atBegin);
        if (at < 0) {
            return std::nullopt;
        }
        sum += beginsWord(line, at) ? 1 : static_cast<int>(at - from) * 3;
        from = at + 1;
    }
    return sum;
}

} // namespace

std::optional<int> distance(const QString &query, const QString &text)
{
    const QString letters = query.toCaseFolded().simplified().remove(u' ');
    const QString line = text.toCaseFolded();
    // What stands there as it is written is always nearer than what is only strewn in.
    const qsizetype whole = line.indexOf(query.toCaseFolded().simplified());
    if (whole >= 0) {
        return static_cast<int>(whole) + (beginsWord(line, whole) ? 0 : 100);
    }
    const auto initials = strewn(letters, line, true);
    return initials ? initials : strewn(letters, line, false);
}

QList<int> matching(const QList<Command> &commands, const QString &query)
{
    QList<std::pair<int, int>> found; // rank, place
    constexpr int cannot = 1'000'000;
    for (int i = 0; i < commands.size(); ++i) {
        const Command &command = commands.at(i);
        if (const auto far = distance(query, command.path)) {
            found.append({*far + (command.reason.isEmpty() ? 0 : cannot), i});
        }
    }
    if (!query.trimmed().isEmpty()) {
        std::stable_sort(found.begin(), found.end(),
                         [](const auto &a, const auto &b) { return a.first < b.first; });
    }
    QList<int> places;
    for (const auto &[rank, place] : std::as_const(found)) {
        places.append(place);
    }
    return places;
}

} // namespace ui
