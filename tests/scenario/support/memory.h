// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>

namespace scenario {

// The address sanitizer's shadow and what it keeps back of freed memory count as well.
#ifdef __SANITIZE_ADDRESS__
inline constexpr qint64 MemorySlack = 8;
#else
inline constexpr qint64 MemorySlack = 1;
#endif

/// Resident memory of a process in bytes.
inline qint64 residentOf(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/status").arg(pid));
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    const QByteArray text = file.readAll();
    const qsizetype at = text.indexOf("VmRSS:") + 6;
    return text.sliced(at, text.indexOf("kB", at) - at).trimmed().toLongLong() * 1024;
}

} // namespace scenario
