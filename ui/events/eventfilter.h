// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paging/timespan.h"

namespace ui {

/// Which security events are listed.
struct EventFilter
{
    QString camera = {}; ///< empty: of all
    QString level = {};
    std::optional<bool> reviewed = {};
    TimeSpan time = {};
    QString object = {}; ///< such as person
    QString text = {};

    bool isEmpty() const { return *this == EventFilter(); }

    bool operator==(const EventFilter &) const = default;
};

/// What is appended to a path with a query.
QString queryOf(const EventFilter &filter);

} // namespace ui
