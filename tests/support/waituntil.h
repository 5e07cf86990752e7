// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

#include <functional>

/// Waits for a condition without QTest's steps of 10 ms; false when it did not come true.
inline bool waitUntil(const std::function<bool()> &isTrue, int ms = 10000)
{
    QTimer wake;
    wake.start(20);
    const QDeadlineTimer deadline(ms);
    bool isDone = isTrue();
    while (!isDone && !deadline.hasExpired()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        isDone = isTrue();
    }
    return isDone;
}
