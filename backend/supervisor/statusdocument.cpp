// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/statusdocument.h"

#include "backend/protocol/jsonwriter.h"

namespace supervisor {

QByteArray StatusDocument::bytes(const protocol::SupervisorStatus &status, protocol::WallTime now)
{
    const QByteArray time = protocol::toIso(now).toLatin1();
    if (m_beforeTime.isEmpty() || status != m_status) {
        protocol::JsonWriter json;
        protocol::write(json, status, now);
        const QByteArray document = json.bytes();
        m_beforeTime = document.first(document.size() - time.size() - 2); // a quote and a brace
        m_status = status;
    }
    return m_beforeTime + time + "\"}";
}

} // namespace supervisor
