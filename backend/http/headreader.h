// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/head.h"

#include <QByteArray>

class QIODevice;

namespace http {

/// Looks at the next request head of a socket without consuming it.
class HeadReader final
{
public:
    /// Whether the bytes of earlier calls are still in the device or Qt has taken them.
    enum class Earlier
    {
        Waiting,
        Taken
    };

    Verdict read(QIODevice &device, const HeadLimits &limits, Earlier earlier);
    void clear();

    /// Valid until the next read() or clear().
    const Head &head() const { return m_head; }

    qint64 size() const { return m_bytes.size(); }

private:
    QByteArray m_bytes;
    std::size_t m_from = 0;
    Head m_head;
};

} // namespace http
