// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/worker.h"

#include <QByteArray>

namespace supervisor {

/// GET /api/system/supervisor as bytes: written anew when the status differs, not for each request.
///
/// It compares the status itself instead of being told of changes, so that it cannot be stale.
class StatusDocument final
{
public:
    /// What protocol::write() makes of `status`, with its own timestamp each time.
    QByteArray bytes(const protocol::SupervisorStatus &status, protocol::WallTime now);

private:
    protocol::SupervisorStatus m_status;
    QByteArray m_beforeTime; ///< the document up to the value of its last key, the timestamp
};

} // namespace supervisor
