// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/nearest.h"

#include <algorithm>
#include <vector>

namespace protocol {

namespace {

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
qsizetype distance(const QString &from, const QString &to)
{
    const auto columns = static_cast<std::size_t>(to.size()) + 1;
    std::vector<qsizetype> beforeLast(columns);
    std::vector<qsizetype> last(columns);
    std::vector<qsizetype> row(columns);
    for (std::size_t column = 0; column < columns; ++column) {
        last[column] = static_cast<qsizetype>(column);
    }
    for (qsizetype i = 1; i <= from.size(); ++i) {
        row[0] = i;
        for (std::size_t column = 1; column < columns; ++column) {
            const auto j = static_cast<qsizetype>(column);
            const qsizetype other = from[i - 1] == to[j - 1] ? 0 : 1;
            row[column] =
                std::min({last[column] + 1, row[column - 1] + 1, last[column - 1] + other});
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
                row[column] = std::min(row[column], beforeLast[column - 2] + 1);
            }
        }
        beforeLast.swap(last);
        last.swap(row);
    }
    return last.back();
}

} // namespace

QString nearest(const QString &word, const QStringList &known)
{
    QString best;
    qsizetype bestDistance = std::max<qsizetype>(2, word.size() / 3) + 1;
    for (const QString &candidate : known) {
        const qsizetype candidateDistance = distance(word, candidate);
        if (candidateDistance < bestDistance && candidateDistance < candidate.size()) {
            best = candidate;
            bestDistance = candidateDistance;
        }
    }
    return best;
}

} // namespace protocol
