// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

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
};

} // namespace storage
