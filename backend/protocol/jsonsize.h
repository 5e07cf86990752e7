// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace protocol {

/// How deep JSON from outside may be nested. Source: reliability.md R17.
inline constexpr int MaxJsonDepth = 64;

/// How deep and how wide a JSON text is.
struct JsonSize
{
    int depth = 0;
    int values = 1;

    bool operator==(const JsonSize &) const = default;
};

/// Measures a text without building anything of it; what is no JSON has some size as well.
JsonSize jsonSize(const QByteArray &json);

} // namespace protocol
