// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/filereader.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace pipeline {

namespace {

constexpr std::size_t MostWaiting = 64;

} // namespace

/// Shared by the reader and its thread; the last of them that goes takes it along.
struct FileReader::State
{
    std::mutex mutex = {};
    std::condition_variable called = {};
    std::deque<Work> works = {};
    bool isOver = false;
    bool isStarted = false;

    static void run(const std::shared_ptr<State> &state)
    {
        std::unique_lock lock(state->mutex);
        while (!state->isOver) {
            if (state->works.empty()) {
                state->called.wait(lock);
                continue;
            }
            Work work = std::move(state->works.front());
            state->works.pop_front();
            lock.unlock();
            work();
            work = {}; // what it holds goes before the next one's turn, and outside of the lock
            lock.lock();
        }
    }
};

FileReader::FileReader()
    : m_state(std::make_shared<State>())
{ }

FileReader::~FileReader()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->isOver = true;
    m_state->works.clear();
    m_state->called.notify_all();
}

bool FileReader::run(Work work)
{
    const std::lock_guard lock(m_state->mutex);
    if (m_state->works.size() >= MostWaiting) {
        return false;
    }
    if (!std::exchange(m_state->isStarted, true)) {
        std::thread(&State::run, m_state).detach();
    }
    m_state->works.push_back(std::move(work));
    m_state->called.notify_one();
    return true;
}

} // namespace pipeline
