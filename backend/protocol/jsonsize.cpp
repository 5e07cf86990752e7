// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/jsonsize.h"

#include <algorithm>

namespace protocol {

JsonSize jsonSize(const QByteArray &json)
{
    JsonSize size;
    int depth = 0;
    bool quoted = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json.at(i);
        if (quoted) {
            i += c == '\\' ? 1 : 0;
            quoted = c != '"';
        } else if (c == '"') {
            quoted = true;
        } else if (c == '[' || c == '{') {
            size.depth = std::max(size.depth, ++depth);
            ++size.values;
        } else if (c == ']' || c == '}') {
            --depth;
        } else if (c == ',') {
            ++size.values;
        }
    }
    return size;
}

} // namespace protocol
