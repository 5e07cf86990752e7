// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/eventpattern.h"

#include <QString>

#include <algorithm>
#include <optional>

namespace protocol {

namespace {

/// Matches one `[…]` at the pattern's head; gives what follows it, or nothing when `c` is not in
/// the set. An unclosed bracket is an ordinary character.
std::optional<QStringView> afterSet(QStringView pattern, QChar c)
{
    const qsizetype end = pattern.indexOf(u']', 2);
    if (end < 0) {
        return c == u'[' ? std::optional(pattern.mid(1)) : std::nullopt;
    }
    QStringView set = pattern.mid(1, end - 1);
    const bool isInverse = set.startsWith(u'!') && set.size() > 1;
    set = set.mid(isInverse ? 1 : 0);
    bool found = false;
    for (qsizetype i = 0; i < set.size(); ++i) {
        const bool isRange = i + 2 < set.size() && set[i + 1] == u'-';
        found = found || (isRange ? c >= set[i] && c <= set[i + 2] : c == set[i]);
        i += isRange ? 2 : 0;
    }
    return found != isInverse ? std::optional(pattern.mid(end + 1)) : std::nullopt;
}

/// Matches one character at the head of a pattern that is not a star.
std::optional<QStringView> afterOne(QStringView pattern, QChar c)
{
    if (pattern.isEmpty()) {
        return std::nullopt;
    }
    if (pattern.front() == u'[') {
        return afterSet(pattern, c);
    }
    return pattern.front() == u'?' || pattern.front() == c ? std::optional(pattern.mid(1))
                                                           : std::nullopt;
}

// Only the last star is ever tried again, so the time is at most length times length.
bool matchesLower(QStringView pattern, QStringView text)
{
    std::optional<QStringView> afterStar;
    QStringView textAtStar;
    while (!text.isEmpty()) {
        if (pattern.startsWith(u'*')) {
            pattern = pattern.mid(1);
            afterStar = pattern;
            textAtStar = text;
        } else if (const auto rest = afterOne(pattern, text.front())) {
            pattern = *rest;
            text = text.mid(1);
        } else if (afterStar) {
            pattern = *afterStar;
            textAtStar = textAtStar.mid(1);
            text = textAtStar;
        } else {
            return false;
        }
    }
    return std::all_of(pattern.begin(), pattern.end(), [](QChar c) { return c == u'*'; });
}

} // namespace

bool matches(QStringView pattern, QStringView text)
{
    return matchesLower(pattern.toString().toLower(), text.toString().toLower());
}

} // namespace protocol
