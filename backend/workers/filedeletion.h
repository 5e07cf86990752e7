// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace workers {

// A file is named by {"path","inode","size","mtime_ns"}: another one in its place is not it. What
// lies outside of the root or behind a symbolic link is never touched. All of these block.

/// {"type":"delete","id","root","files":[file…],"dry_run"} → {"type":"deleted","id","deleted",
/// "bytes","gone":[index…],"failed":[{"index","path","reason"}],"error"}. {"path","folder":true} is
/// a folder with the files that lie directly in it. `gone`: it is not there any more. A dry run
/// says what could be deleted as far as that can be known. `error`: the root cannot be opened.
QJsonObject deleteFiles(const QJsonObject &request);

/// {"type":"missing","id","root","files":[file…]} → {"type":"missing","id","gone":[index…],
/// "error"}. A file that cannot be looked for is not gone.
QJsonObject findMissing(const QJsonObject &request);

} // namespace workers
