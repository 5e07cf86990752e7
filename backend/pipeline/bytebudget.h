// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>
#include <memory>

namespace pipeline {

/// How many bytes may be on their way to clients at a time. For any thread; shares may outlive it.
class ByteBudget final
{
public:
    explicit ByteBudget(qint64 most)
        : m_most(most)
    { }

    /// A share, given back when the last copy of it goes. None when that would be too much; one
    /// that is alone is never too much.
    std::shared_ptr<void> take(qint64 bytes) const;

    /// True when nothing more is given.
    bool isSpent() const { return *m_taken >= m_most; }

    qint64 taken() const { return *m_taken; }

private:
    using Count = std::atomic<qint64>;

    qint64 m_most;
    std::shared_ptr<Count> m_taken = std::make_shared<Count>(0);
};

} // namespace pipeline
