// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/mountrules.h"

namespace workers {

namespace {

/// Blank, tab, line end and backslash stand there as three octal digits behind a backslash.
QByteArray plain(const QByteArray &escaped)
{
    constexpr int digits = 3;
    constexpr int octal = 8;
    QByteArray path;
    for (qsizetype i = 0; i < escaped.size(); ++i) {
        bool isCode = false;
        const int code =
            escaped.at(i) == '\\' ? escaped.mid(i + 1, digits).toInt(&isCode, octal) : 0;
        path.append(isCode ? static_cast<char>(code) : escaped.at(i));
        i += isCode ? digits : 0;
    }
    return path;
}

} // namespace

QByteArrayList mountsIn(const QByteArray &mountInfo, const QByteArray &folder)
{
    constexpr qsizetype pathField = 4;
    const QByteArray below = folder + '/';
    QByteArrayList mounts;
    const QByteArrayList lines = mountInfo.split('\n');
    for (const QByteArray &line : lines) {
        const QByteArrayList fields = line.split(' ');
        const QByteArray path = plain(fields.value(pathField));
        if (path == folder || path.startsWith(below)) {
            mounts.append(QByteArray(fields.first() + ' ' + path));
        }
    }
    return mounts;
}

} // namespace workers
