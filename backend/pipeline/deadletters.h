// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/deadletterstore.h"
#include "backend/storage/storage.h"

#include <QObject>

#include <functional>

namespace pipeline {

/// The jobs that were given up: counted, shown, replayed and discarded. Lives on the backend
/// thread. An unknown queue is a BadRequest that names the ones there are.
class DeadLetters final : public QObject
{
    Q_OBJECT

public:
    explicit DeadLetters(storage::Storage &store, QObject *parent = nullptr);

    template<typename T>
    using Answer = std::function<void(const protocol::Result<T> &)>;

    void count(const Answer<QMap<QString, qint64>> &done);
    void page(const QString &queue, qint64 before, int limit,
              const Answer<protocol::DeadLetterPage> &done);
    void redress(const QString &queue, qint64 id, Redress what, const Answer<protocol::Done> &done);
    /// Every letter that is dead by now, some in each commit; answers with how many there were.
    /// What takes more than one commit is told of as a job.
    void redressAll(const QString &queue, Redress what, const Answer<qint64> &done);

Q_SIGNALS:
    void changed();
    /// Jobs wait again.
    void replayed();

private:
    struct Sweep;
    void sweep(const Sweep &sweep);
    static void tellJob(storage::Transaction &tx, const Sweep &sweep, int redressed);
    void tellFailed(const Sweep &sweep, const protocol::Error &error);
    void tell(Redress what);

    storage::Storage &m_store;
};

} // namespace pipeline
