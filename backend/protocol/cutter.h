// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What the cutter of videos and whoever starts it have to agree on.
namespace protocol {

/// Where the program finds the file.
inline constexpr auto CutterInput = "/proc/self/fd/3";

inline constexpr int CutterCannotOpen = 4;
inline constexpr int CutterCannotExecute = 127;

} // namespace protocol
