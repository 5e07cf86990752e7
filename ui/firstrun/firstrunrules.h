// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/worker.h"

#include <optional>

namespace ui {

/// What tells whether anything has been set up yet. Without a value: nobody vouches for one.
struct FirstRunFacts
{
    bool canStartAnew = false; ///< the backend is inside this program, and is no demo
    std::optional<QList<protocol::Worker>> workers = {};
    std::optional<int> cameras = {};
    int instances = 0; ///< on the operator's list
};

enum class FirstRun
{
    Unknown, ///< not known yet, or not any more
    Elsewhere, ///< this window cannot start another backend
    Empty, ///< no worker but the built-in ones, no camera, no other instance
    SetUp,
};

FirstRun firstRunOf(const FirstRunFacts &facts);

} // namespace ui
