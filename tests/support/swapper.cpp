// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/swapper.h"

#include <cstdio>

#include <fcntl.h>

namespace support {

Swapper::Swapper(QByteArray first, QByteArray second)
    : m_first(std::move(first))
    , m_second(std::move(second))
    , m_thread([this] { run(); })
{ }

Swapper::~Swapper()
{
    m_isOver = true;
    m_thread.join();
}

void Swapper::run()
{
    while (!m_isOver || m_swaps % 2 != 0) {
        if (::renameat2(AT_FDCWD, m_first.constData(), AT_FDCWD, m_second.constData(),
                        RENAME_EXCHANGE)
            != 0) {
            return;
        }
        ++m_swaps;
    }
}

} // namespace support
