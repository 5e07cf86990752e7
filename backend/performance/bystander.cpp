// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/bystander.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

using namespace std::chrono_literals;

namespace performance {

namespace {

constexpr auto Patience = 200ms;

} // namespace

struct Bystander::Shared
{
    std::mutex mutex = {};
    std::condition_variable changed = {};
    QObject *receiver = nullptr; ///< null when nobody waits any more
    Look look = {};
    bool isBusy = false;
};

Bystander::Bystander()
    : m_shared(std::make_shared<Shared>())
{
    m_shared->receiver = &m_receiver;
    m_thread = std::thread([shared = m_shared] { work(shared); });
}

Bystander::~Bystander()
{
    std::unique_lock lock(m_shared->mutex);
    m_shared->receiver = nullptr;
    m_shared->changed.notify_all();
    const bool isIdle =
        m_shared->changed.wait_for(lock, Patience, [this] { return !m_shared->isBusy; });
    lock.unlock();
    if (isIdle) {
        m_thread.join();
    } else {
        m_thread.detach();
    }
}

bool Bystander::ask(Look look)
{
    const std::lock_guard lock(m_shared->mutex);
    if (m_shared->isBusy) {
        return false;
    }
    m_shared->isBusy = true;
    m_shared->look = std::move(look);
    m_shared->changed.notify_all();
    return true;
}

void Bystander::work(const std::shared_ptr<Shared> &shared)
{
    std::unique_lock lock(shared->mutex);
    while (true) {
        shared->changed.wait(lock, [&] { return shared->look || shared->receiver == nullptr; });
        if (shared->receiver == nullptr) {
            shared->isBusy = false;
            shared->changed.notify_all();
            return;
        }
        {
            const Look look = std::exchange(shared->look, {});
            lock.unlock();
            const Then then = look();
            lock.lock();
            if (shared->receiver != nullptr) {
                QMetaObject::invokeMethod(shared->receiver, then, Qt::QueuedConnection);
            }
        }
        shared->isBusy = false;
        shared->changed.notify_all();
    }
}

} // namespace performance
