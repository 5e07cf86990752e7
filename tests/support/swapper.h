// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <atomic>
#include <thread>

namespace support {

/// Puts two things into each other's place again and again, on a thread of its own, as long as it
/// lives; an even number of times.
class Swapper final
{
public:
    Swapper(QByteArray first, QByteArray second);
    ~Swapper();
    Swapper(const Swapper &) = delete;
    Swapper &operator=(const Swapper &) = delete;

    int swaps() const { return m_swaps; }

private:
    void run();

    QByteArray m_first;
    QByteArray m_second;
    std::atomic<int> m_swaps = 0;
    std::atomic<bool> m_isOver = false;
    std::thread m_thread;
};

} // namespace support
