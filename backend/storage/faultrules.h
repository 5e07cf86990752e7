// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/engine.h"

#include <QString>

namespace storage {

/// What a failed statement says of the store.
struct Blow
{
    bool isConstraint = false; ///< the work is wrong, the store is well
    bool isBroken = false; ///< nothing of the transaction can be trusted
    bool isLost = false; ///< nor can the connection

    bool operator==(const Blow &) const = default;
};

/// `code` is the engine's own: SQLite's result code, PostgreSQL's SQLSTATE (empty when the server
/// gave none).
Blow blowOf(Engine engine, const QString &code, bool isConnected);

} // namespace storage
