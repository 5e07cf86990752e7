// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/scenario/support/daemon.h"

#include <QTest>

namespace scenario {

inline constexpr int CannotStart = 2;

inline QStringList linesOf(const QByteArray &text)
{
    return QString::fromUtf8(text).split(u'\n', Qt::SkipEmptyParts);
}

/// It must end with 2, say so in exactly these lines (their beginnings), and print nothing else.
inline void isRefused(Daemon &daemon, const QStringList &expected)
{
    daemon.launch();
    QCOMPARE(daemon.waitForEnd(), std::optional(CannotStart));
    QCOMPARE(daemon.output(), QByteArray());
    const QStringList lines = linesOf(daemon.errorText());
    QVERIFY2(lines.size() == expected.size(), daemon.errorText().constData());
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QVERIFY2(lines[i].contains(expected[i]), daemon.errorText().constData());
    }
}

} // namespace scenario
