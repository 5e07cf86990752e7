// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/workers/uniquefd.h"

#include <QByteArray>
#include <QString>

namespace workers {

/// Opens `relative` beneath the folder `rootFd` without following any symbolic link and without
/// leaving the folder; -1 and errno otherwise. Never hangs on a FIFO (O_NONBLOCK).
///
/// openat2(2) with RESOLVE_BENEATH; component by component where the kernel lacks it.
int openBeneath(int rootFd, const QByteArray &relative, int flags);

/// Opens the folder itself; -1 and errno otherwise.
int openRoot(const QString &root);

/// `path` without its leading `root`; a reason when it does not lie beneath it.
protocol::Result<QByteArray> relativeTo(const QString &root, const QString &path);

/// The content of a regular file beneath `root`, at most `limit` bytes; a reason otherwise.
protocol::Result<QByteArray> readBeneath(const QString &root, const QString &path, qint64 limit);

/// True when errno says that the thing is gone or that another one lies in its place by now.
bool isGone(int error);

/// What errno means, in words.
QString reasonOf(int error);

/// Why the folder `root` cannot be opened, in words.
QString rootFault(const QString &root, int error);

/// All of an open regular file, at most `limit` bytes; a reason otherwise.
protocol::Result<QByteArray> readAll(int fd, qint64 limit);

} // namespace workers
