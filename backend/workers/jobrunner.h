// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QObject>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace workers {

/// Does one job after another on a thread of its own, so that the loop goes on meanwhile.
class JobRunner final : public QObject
{
    Q_OBJECT

public:
    using Perform = std::function<QJsonObject(const QJsonObject &)>;

    /// `perform` runs on the thread of the runner; an exception of its becomes a failed result.
    explicit JobRunner(Perform perform, QObject *parent = nullptr);
    ~JobRunner() override;

    /// False when one is in work and `MaxWaiting` wait already.
    bool submit(const QJsonObject &job);

    static constexpr std::size_t MaxWaiting = 1;

Q_SIGNALS:
    /// In the thread of the runner's owner.
    void finished(const QJsonObject &job, const QJsonObject &result);
    /// Nothing is in work or waits.
    void idle();

private:
    void loop();
    void done(const QJsonObject &job, const QJsonObject &result);

    Perform m_perform;
    std::mutex m_lock;
    std::condition_variable m_wake;
    std::deque<QJsonObject> m_jobs;
    bool m_busy = false;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace workers
