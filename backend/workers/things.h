// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/workers/filerules.h"

#include <QByteArray>

#include <sys/types.h>

struct stat;

/// What lies below the camera root, by its name and its stat(2).
namespace workers {

FileIdentity identityOf(const struct stat &info);

/// stat(2) of the thing itself, without following a link; false when it is not there.
bool statBeneath(int rootFd, const QByteArray &relative, struct stat &info);

/// What the pipeline works on.
bool isMedia(NameKind kind);

/// By its name.
bool isVideo(const QByteArray &relative);

/// Why a thing is nothing of a camera's; kind Image or Video when it may be.
NameVerdict judgeThing(const QByteArray &relative, mode_t mode);

} // namespace workers
