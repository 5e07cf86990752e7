// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/page.h"

#include "backend/protocol/jsonwriter.h"

#include <algorithm>

namespace protocol {

Total totalOf(qint64 counted)
{
    return {.counted = std::min(counted, MostCounted), .isExact = counted <= MostCounted};
}

void writeTotal(JsonWriter &json, const Total &total)
{
    json.field(u"total", total.isExact ? std::optional(total.counted) : std::nullopt)
        .field(u"total_at_least", total.counted);
}

} // namespace protocol
