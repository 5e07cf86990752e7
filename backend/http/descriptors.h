// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QtGlobal>

namespace http {

/// How many descriptors this process may have (the soft limit).
qint64 descriptorLimit();

/// Raises the soft limit to the hard one; the limit that then holds.
qint64 raiseDescriptorLimit();

/// An error when so many connections would leave too few descriptors for files and workers.
protocol::Result<protocol::Done> checkDescriptors(int maxConnections);

} // namespace http
