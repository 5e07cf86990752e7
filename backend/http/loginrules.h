// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QHash>
#include <QHostAddress>
#include <QList>

#include <chrono>

namespace http {

/// Counts failed log-ins of the last minute, by address, for a bounded number of addresses.
class FailedLogins final
{
public:
    explicit FailedLogins(int perMinute);

    /// How long this address has to wait, in whole seconds; 0: not at all.
    std::chrono::seconds wait(const QHostAddress &address, protocol::SteadyTime now) const;
    void add(const QHostAddress &address, protocol::SteadyTime now);

private:
    void makeRoom(protocol::SteadyTime now);

    int m_perMinute;
    QHash<QHostAddress, QList<protocol::SteadyTime>> m_failures; ///< oldest first
};

} // namespace http
