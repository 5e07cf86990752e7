// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/head.h"

#include <algorithm>

namespace http {

inline constexpr auto Nowhere = std::string_view::npos;
inline constexpr Verdict Fine{Scan::Done, 200, ""};

constexpr Verdict refused(int status, const char *why)
{
    return {Scan::Reject, status, why};
}

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isHex(char c)
{
    return isDigit(c) || (lower(c) >= 'a' && lower(c) <= 'f');
}

/// token characters of RFC 9110, 5.6.2.
constexpr bool isTokenCharacter(char c)
{
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return isDigit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || marks.find(c) != Nowhere;
}

inline bool isToken(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

/// The fields of a head: `lines` begins behind the request line and ends with the last field's
/// line end, the empty line is left off.
Verdict readFields(std::string_view lines, const HeadLimits &limits, Head &head);

} // namespace http
