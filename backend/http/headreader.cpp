// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/headreader.h"

#include <QIODevice>

#include <algorithm>

namespace http {

Verdict HeadReader::read(QIODevice &device, const HeadLimits &limits, Earlier earlier)
{
    const qint64 known = earlier == Earlier::Waiting ? m_bytes.size() : 0;
    const qint64 room = static_cast<qint64>(limits.headBytes) + 1 - m_bytes.size();
    const qint64 fresh = std::min(device.bytesAvailable() - known, room);
    if (fresh > 0) {
        const QByteArray seen = device.peek(known + fresh);
        m_bytes.append(QByteArrayView(seen).sliced(known));
    }
    const std::string_view view(m_bytes.constData(), static_cast<std::size_t>(m_bytes.size()));
    return scanHead(view, m_from, limits, m_head);
}

void HeadReader::clear()
{
    m_bytes.clear();
    m_from = 0;
    m_head = {};
}

} // namespace http
