// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/bytebudget.h"

namespace pipeline {

std::shared_ptr<void> ByteBudget::take(qint64 bytes) const
{
    qint64 before = *m_taken;
    do {
        if (before > 0 && before + bytes > m_most) {
            return {};
        }
    } while (!m_taken->compare_exchange_weak(before, before + bytes));
    const auto giveBack = [taken = m_taken, bytes](const void *) { *taken -= bytes; };
    return {static_cast<void *>(m_taken.get()), giveBack};
}

} // namespace pipeline
