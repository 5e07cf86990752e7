// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/filereader.h"

#include "backend/workers/beneath.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace pipeline {

namespace {

constexpr std::size_t MostWaiting = 64;

} // namespace

/// Shared by the reader and its thread; the last of them that goes takes it along.
struct FileReader::State
{
    struct Wish
    {
        QString root = {};
        QString path = {};
        qint64 limit = 0;
        Done done = {};
    };

    std::mutex mutex = {};
    std::condition_variable called = {};
    std::deque<Wish> wishes = {};
    bool isOver = false;
    bool isStarted = false;

    static void run(const std::shared_ptr<State> &state)
    {
        std::unique_lock lock(state->mutex);
        while (!state->isOver) {
            if (state->wishes.empty()) {
                state->called.wait(lock);
                continue;
            }
            const Wish wish = std::move(state->wishes.front());
            state->wishes.pop_front();
            lock.unlock();
            wish.done(workers::readBeneath(wish.root, wish.path, wish.limit));
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
    m_state->wishes.clear();
    m_state->called.notify_all();
}

bool FileReader::read(const QString &root, const QString &path, qint64 limit, Done done)
{
    const std::lock_guard lock(m_state->mutex);
    if (m_state->wishes.size() >= MostWaiting) {
        return false;
    }
    if (!std::exchange(m_state->isStarted, true)) {
        std::thread(&State::run, m_state).detach();
    }
    m_state->wishes.push_back(
        {.root = root, .path = path, .limit = limit, .done = std::move(done)});
    m_state->called.notify_one();
    return true;
}

} // namespace pipeline
