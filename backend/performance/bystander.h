// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <thread>

namespace performance {

/// A thread for looks that may hang, one at a time: while one hangs, no other is begun, and who
/// asked goes on without it. Lives on the thread that asks.
class Bystander final
{
public:
    /// What is to be done afterwards, on the thread that asked.
    using Then = std::function<void()>;
    using Look = std::function<Then()>;

    Bystander();
    /// Waits a moment for a look that is under way; one that hangs is left to itself and nobody is
    /// told of what it finds.
    ~Bystander();
    Bystander(const Bystander &) = delete;
    Bystander &operator=(const Bystander &) = delete;

    /// False while the last one is under way. A look must own all that it needs: it may outlive
    /// who asked.
    bool ask(Look look);

private:
    struct Shared;
    static void work(const std::shared_ptr<Shared> &shared);

    QObject m_receiver;
    std::shared_ptr<Shared> m_shared;
    std::thread m_thread;
};

} // namespace performance
