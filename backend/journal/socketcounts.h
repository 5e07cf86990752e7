// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace journal {

/// What has happened on the sockets of one path since the start.
struct SocketCounts
{
    quint64 opened = 0;
    quint64 sent = 0; ///< messages
    quint64 tooSlow = 0; ///< clients that were dropped because too much waited for them

    bool operator==(const SocketCounts &) const = default;
};

} // namespace journal
