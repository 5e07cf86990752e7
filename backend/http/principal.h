// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace http {

/// What somebody may do; each one includes those before it.
enum class Scope
{
    None,
    Read,
    Operate,
    Admin
};

/// The id and the name of whoever sits at this machine and needs no token.
inline constexpr QStringView LocalUser = u"local";

/// Who asks.
struct Principal
{
    QString id = {};
    QString name = {};
    Scope scope = Scope::None;

    bool operator==(const Principal &) const = default;
};

} // namespace http
