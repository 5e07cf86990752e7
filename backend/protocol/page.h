// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace protocol {

class JsonWriter;

/// Of how many things a list has, at most so many are counted: a number that nobody reads to its
/// last digit is not worth reading millions of rows for.
inline constexpr qint64 MostCounted = 10'000;

/// How many things a list has, as far as they were counted.
struct Total
{
    qint64 counted = 0;
    bool isExact = true;

    bool operator==(const Total &) const = default;
};

/// What a count that ended behind MostCounted has found.
Total totalOf(qint64 counted);

/// The keys `total` (null when there are more than were counted) and `total_at_least`, into an
/// object that is begun.
void writeTotal(JsonWriter &json, const Total &total);

} // namespace protocol
