// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/freshness.h"

#include <algorithm>

namespace ui {

Freshness together(std::initializer_list<Freshness> parts)
{
    Freshness all;
    for (const Freshness &part : parts) {
        all.vouched = all.vouched || part.vouched;
        if (part.asOf) {
            all.asOf = std::min(all.asOf.value_or(*part.asOf), *part.asOf);
        } else if (all.error.isEmpty()) {
            all.error = part.error;
        }
    }
    if (all.asOf) {
        all.error.clear(); // the part says it
    }
    return all;
}

} // namespace ui
