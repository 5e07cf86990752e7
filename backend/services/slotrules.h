// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace services {

/// How busy a llama.cpp server is.
struct SlotFigures
{
    int active = 0;
    int total = 0;
    std::optional<int> contextSize = {};

    bool operator==(const SlotFigures &) const = default;
};

/// The answer of GET /slots: a list of slots with `state` (not 0: busy) or, in newer servers,
/// `is_processing`, and `n_ctx`. Nothing when it is no such list.
std::optional<SlotFigures> slotFigures(const QByteArray &body);

} // namespace services
