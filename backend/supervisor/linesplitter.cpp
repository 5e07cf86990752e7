// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/linesplitter.h"

namespace supervisor {

QList<LineSplitter::Line> LineSplitter::take(QByteArrayView bytes)
{
    QList<Line> lines;
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        add(end < 0 ? bytes : bytes.first(end), lines);
        if (end < 0) {
            return lines;
        }
        if (!m_skipping) {
            if (m_begun.endsWith('\r')) {
                m_begun.chop(1);
            }
            lines.append({.bytes = m_begun, .isCut = false});
        }
        m_begun.clear();
        m_skipping = false;
        bytes = bytes.sliced(end + 1);
    }
    return lines;
}

QList<LineSplitter::Line> LineSplitter::rest()
{
    QList<Line> lines;
    if (!m_begun.isEmpty()) {
        lines.append({.bytes = m_begun, .isCut = false});
    }
    m_begun.clear();
    m_skipping = false;
    return lines;
}

void LineSplitter::add(QByteArrayView part, QList<Line> &lines)
{
    if (m_skipping) {
        return;
    }
    const char first =
        !m_begun.isEmpty() ? m_begun.front() : (part.isEmpty() ? '\0' : part.front());
    const qsizetype limit = first == '{' ? m_messageLimit : m_limit;
    const qsizetype room = limit - m_begun.size();
    m_begun.append(part.first(qMin(part.size(), room)));
    if (part.size() > room) {
        lines.append({.bytes = m_begun, .isCut = true});
        m_begun.clear();
        m_skipping = true;
    }
}

} // namespace supervisor
