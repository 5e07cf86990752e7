// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace pipeline {

/// How much may wait while the store is away. Source: decisions § 2, P 8.
struct FallbackLimits
{
    qint64 inMemory = 1000; ///< things of all kinds
    qint64 onDisk = 10'000; ///< things of each kind
};

/// What the place of one more thing rests on.
struct FallbackFacts
{
    qint64 inMemory = 0; ///< of all kinds
    qint64 onDisk = 0; ///< of its kind
    bool comesAfterSpilled = false; ///< one of its kind that came before it is on the disk
    bool isDiskAway = false; ///< nothing could be written there just now
};

enum class Place
{
    Memory,
    Disk
};

/// Memory while there is room and nothing before it had to go to the disk; else the disk. What the
/// disk does not take stays in memory beyond its limit: isFallbackFull() sees to it that not much
/// follows, and nothing is dropped.
Place placeFor(const FallbackFacts &facts, const FallbackLimits &limits);

/// Nothing more should come: the disk has no room for a kind, or is away and memory is full. Goes
/// back only when a fifth of the room is free. `onDisk` is that of the largest kind.
bool isFallbackFull(bool wasFull, const FallbackFacts &facts, const FallbackLimits &limits);

} // namespace pipeline
