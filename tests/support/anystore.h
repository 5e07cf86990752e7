// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/storage.h"

#include <QString>

#include <chrono>
#include <memory>

namespace support {

/// Opens the store of this path as a file of SQLite or, where the variable
/// SIGNALBOX_TEST_STORE is `postgresql`, as a database of that name on a server that this program
/// runs for itself until it ends. So one test proves both.
protocol::Result<std::unique_ptr<storage::Storage>> openStore(const QString &path);

/// The same with options; their path is what names it.
protocol::Result<std::unique_ptr<storage::Storage>> openStore(storage::Storage::Options options);

/// True when it is a database on a server.
bool isOnServer();

} // namespace support
