// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/jsonwriter.h"
#include "backend/protocol/stampedtext.h"

namespace protocol {

/// What write() makes of a value and a timestamp, as bytes: written anew when the value differs,
/// not for each request.
///
/// It compares the value itself instead of being told of changes, so that it cannot be stale.
template<typename Value>
class KeptDocument final
{
public:
    QByteArray bytes(const Value &value, WallTime now)
    {
        if (m_text.isEmpty() || value != m_value) {
            JsonWriter json;
            write(json, value, now);
            m_text = StampedText(json.bytes());
            m_value = value;
        }
        return m_text.at(now);
    }

private:
    Value m_value = {};
    StampedText m_text = {};
};

} // namespace protocol
