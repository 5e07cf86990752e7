// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/jobrunner.h"

#include <exception>

using namespace Qt::StringLiterals;

namespace workers {

JobRunner::JobRunner(Perform perform, QObject *parent)
    : QObject(parent)
    , m_perform(std::move(perform))
    , m_thread([this] { loop(); })
{ }

JobRunner::~JobRunner()
{
    {
        const std::lock_guard guard(m_lock);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

bool JobRunner::submit(const QJsonObject &job)
{
    {
        const std::lock_guard guard(m_lock);
        if (m_jobs.size() >= MaxWaiting + (m_busy ? 0 : 1)) {
            return false;
        }
        m_jobs.push_back(job);
    }
    m_wake.notify_all();
    return true;
}

void JobRunner::loop()
{
    std::unique_lock guard(m_lock);
    while (true) {
        m_wake.wait(guard, [this] { return m_stopping || !m_jobs.empty(); });
        if (m_stopping) {
            return;
        }
        const QJsonObject job = m_jobs.front();
        m_jobs.pop_front();
        m_busy = true;
        guard.unlock();
        QJsonObject result;
        try {
            result = m_perform(job);
        } catch (const std::exception &fault) {
            result = {{u"ok"_s, false},
                      {u"kind"_s, u"internal"_s},
                      {u"error"_s, QString::fromLocal8Bit(fault.what())}};
        }
        guard.lock();
        m_busy = false;
        QMetaObject::invokeMethod(
            this, [this, job, result] { done(job, result); }, Qt::QueuedConnection);
    }
}

void JobRunner::done(const QJsonObject &job, const QJsonObject &result)
{
    Q_EMIT finished(job, result);
    const std::lock_guard guard(m_lock);
    if (!m_busy && m_jobs.empty()) {
        QMetaObject::invokeMethod(this, &JobRunner::idle, Qt::QueuedConnection);
    }
}

} // namespace workers
