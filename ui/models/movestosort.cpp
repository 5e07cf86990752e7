// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/movestosort.h"

#include <algorithm>

namespace ui {

int movesToSort(const QList<int> &places)
{
    // The smallest end of an ascending run of each length.
    QList<int> ends;
    for (const int place : places) {
        const auto end = std::lower_bound(ends.begin(), ends.end(), place);
        if (end == ends.end()) {
            ends.append(place);
        } else {
            *end = place;
        }
    }
    return static_cast<int>(places.size() - ends.size());
}

} // namespace ui
