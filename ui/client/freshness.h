// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QString>

#include <initializer_list>
#include <optional>

namespace ui {

/// How far a shown answer can be trusted.
struct Freshness
{
    bool vouched = false; ///< it may pass as the present
    std::optional<protocol::WallTime> asOf = {}; ///< when it was true; nothing before the first
    QString error = {}; ///< why the last read failed
    QString note = {}; ///< why it is older than the last read, which was good; a sentence

    /// Why it is not the present, where that is known.
    QString reason() const { return error.isEmpty() ? note : error; }

    bool operator==(const Freshness &) const = default;
};

/// Of a picture that is made of several answers, each of which is marked by itself: it lives while
/// one of them does. When none does it is as old as the oldest that is in it, and without any it
/// says why.
Freshness together(std::initializer_list<Freshness> parts);

} // namespace ui
