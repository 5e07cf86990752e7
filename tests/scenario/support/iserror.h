// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/scenario/support/daemon.h"

#include <QTest>

namespace scenario {

inline const QByteArray Base = "/api/system/";
inline const QByteArray Workers = "/api/system/supervisor/workers/";

/// Fails the test unless it is an error as documented: the status, and a JSON object whose `detail`
/// is a text with these words in it.
inline void isError(const Answer &answer, int status, const QString &words = {})
{
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.header("content-type"), QByteArray("application/json"));
    QVERIFY2(answer.json().value(u"detail").isString(), answer.body.constData());
    QVERIFY2(answer.detail().contains(words, Qt::CaseInsensitive), answer.body.constData());
}

} // namespace scenario
