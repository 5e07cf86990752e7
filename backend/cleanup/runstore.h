// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/cleanup/run.h"

#include <optional>
#include <utility>

// How a run works in the store; for its own sources.
namespace cleanup {

/// A batch in the store and how long it held it, without the commit.
template<typename T>
struct Timed
{
    T value = {};
    std::chrono::microseconds took{};
};

/// Runs one batch. While the store is away it is tried again; any other refusal ends the run.
template<typename T>
void Run::inStore(storage::Mode mode, const std::function<T(storage::Transaction &)> &work,
                  const std::function<void(const T &)> &done)
{
    const std::function<Timed<T>(storage::Transaction &)> timed = [work](storage::Transaction &tx) {
        const auto begun = std::chrono::steady_clock::now();
        Timed<T> result{.value = work(tx)};
        result.took = std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now() - begun);
        return result;
    };
    const std::function<void(protocol::Result<Timed<T>>)> answered =
        [this, mode, work, done](const protocol::Result<Timed<T>> &result) {
            m_isInStore = false;
            if (!result) {
                refused(result.error(), [this, mode, work, done] { inStore(mode, work, done); });
                return;
            }
            waitFor(std::nullopt);
            const auto commit = m_store.stats().lastCommit;
            m_took = result.value().took
                + (mode == storage::Mode::Write ? commit.value_or(m_took) : m_took.zero());
            done(result.value().value);
        };
    m_isInStore = true;
    if (mode == storage::Mode::Write) {
        m_store.write<Timed<T>>(this, timed, answered);
    } else {
        m_store.read<Timed<T>>(this, timed, answered);
    }
}

} // namespace cleanup
