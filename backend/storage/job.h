// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/storage/transaction.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>
#include <utility>

namespace storage {

/// Whether a work may be run once more after its first run was rolled back: what it leaves outside
/// of the store, the second run leaves too.
enum class Repeat
{
    No,
    Yes
};

/// A work on its way: made on the backend thread, run on the storage thread, delivered and
/// destroyed on the backend thread.
class Job
{
public:
    Job(Mode mode, QObject *context, Repeat repeat)
        : m_mode(mode)
        , m_repeat(repeat)
        , m_context(context)
        , m_hasContext(context != nullptr)
    { }

    virtual ~Job() = default;
    Job(const Job &) = delete;
    Job &operator=(const Job &) = delete;

    Mode mode() const { return m_mode; }

    Repeat repeat() const { return m_repeat; }

    /// False when the one who asked has gone: then nobody is told.
    bool isWanted() const { return !m_hasContext || m_context; }

    virtual void run(Transaction &transaction) = 0;
    virtual void deliver(const std::optional<protocol::Error> &error) = 0;

private:
    Mode m_mode;
    Repeat m_repeat;
    QPointer<QObject> m_context;
    bool m_hasContext;
};

/// A job whose work gives a `T`.
template<typename T>
class ValueJob final : public Job
{
public:
    using Run = std::function<T(Transaction &)>;
    using Deliver = std::function<void(protocol::Result<T>)>;

    ValueJob(Mode mode, QObject *context, Run work, Deliver done, Repeat repeat = Repeat::No)
        : Job(mode, context, repeat)
        , m_work(std::move(work))
        , m_done(std::move(done))
    { }

    void run(Transaction &transaction) override { m_value.emplace(m_work(transaction)); }

    void deliver(const std::optional<protocol::Error> &error) override
    {
        if (!m_done) {
            return;
        }
        if (error) {
            m_done(*error);
        } else {
            m_done(std::move(*m_value));
        }
    }

private:
    Run m_work;
    Deliver m_done;
    std::optional<T> m_value = {};
};

} // namespace storage
