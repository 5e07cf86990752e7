// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>

namespace protocol {

/// One row of the only table that ties an enum's value to its word in JSON.
template<typename Enum>
struct EnumWord
{
    Enum value;
    QStringView word;
};

template<typename Enum, std::size_t N>
QString wordOf(const std::array<EnumWord<Enum>, N> &table, Enum value)
{
    for (const auto &row : table) {
        if (row.value == value) {
            return row.word.toString();
        }
    }
    return QStringLiteral("unknown");
}

/// Text that the table does not know gives `Enum::Unknown`.
template<typename Enum, std::size_t N>
Enum valueOf(const std::array<EnumWord<Enum>, N> &table, QStringView word)
{
    for (const auto &row : table) {
        if (row.word == word) {
            return row.value;
        }
    }
    return Enum::Unknown;
}

} // namespace protocol
