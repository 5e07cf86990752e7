// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/stampedtext.h"

namespace protocol {

// Inside a text of JSON its quotation marks would be escaped: this is a key wherever it stands.
StampedText::StampedText(const QByteArray &document)
    : m_before(document)
{
    const QByteArray key = QByteArrayLiteral(R"("timestamp":")");
    const qsizetype found = document.lastIndexOf(key);
    const qsizetype end = found < 0 ? -1 : document.indexOf('"', found + key.size());
    if (end >= 0) {
        m_before = document.first(found + key.size());
        m_behind = document.sliced(end);
        m_isStamped = true;
    }
}

QByteArray StampedText::at(WallTime now)
{
    if (!m_isStamped) {
        return m_before;
    }
    if (m_told.isEmpty() || now != m_toldAt) {
        const QString time = toIso(now);
        QByteArray text;
        text.reserve(m_before.size() + time.size() + m_behind.size());
        m_told = text.append(m_before).append(time.toLatin1()).append(m_behind);
        m_toldAt = now;
    }
    return m_told;
}

} // namespace protocol
