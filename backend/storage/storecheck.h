// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QString>

namespace storage {

/// Looks at the file before anything may change it: refused are a folder, a network file system
/// (SQLite's locks do not hold there), a file that is no database, another program's database and
/// a store of a version above `newestKnown`. A missing or empty file is well.
protocol::Result<protocol::Done> checkStore(const QString &path, int newestKnown);

/// The version of the store in that file; 0 where there is none. Errors as of checkStore(),
/// whatever version it has.
protocol::Result<int> versionOfFile(const QString &path);

} // namespace storage
