// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/health.h"
#include "ui/look/states.h"

#include <QStringList>

#include <optional>

namespace ui {

/// The answer of health/full in the words of the console.
struct Verdict
{
    Look look = {};
    QString sentence = {};
    QStringList reasons = {}; ///< worst first
    QStringList unknown = {}; ///< "x: not known now", of what an all clear would rest on
    std::optional<protocol::WallTime> since = {};

    bool operator==(const Verdict &) const = default;
};

Verdict verdictOf(const protocol::FullHealth &health);

} // namespace ui
