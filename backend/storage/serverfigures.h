// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace storage {

/// What a server of PostgreSQL counts: connections of everybody, the rest of our database since it
/// was made.
struct ServerFigures
{
    qint64 connections = 0;
    qint64 mostConnections = 0;
    qint64 blocksHit = 0; ///< found in memory
    qint64 blocksRead = 0;
    qint64 transactions = 0;
    qint64 asked = 0; ///< of them, those that asked for these figures
    std::chrono::steady_clock::time_point at{}; ///< when they were asked for
};

} // namespace storage
