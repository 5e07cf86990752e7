// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/storage.h"

#include <QSemaphore>
#include <QTest>

#include <optional>

/// Runs one work and waits for its answer.
template<typename T>
protocol::Result<T> written(storage::Storage &store, std::function<T(storage::Transaction &)> work)
{
    std::optional<protocol::Result<T>> answer;
    store.write<T>(nullptr, std::move(work),
                   [&answer](protocol::Result<T> result) { answer.emplace(std::move(result)); });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 10'000)) {
        return protocol::Error{protocol::ErrorKind::Internal, QStringLiteral("no answer")};
    }
    return *answer;
}

/// Keeps the storage thread busy until release(): what is written meanwhile waits together.
class HeldStore final
{
public:
    explicit HeldStore(storage::Storage &store)
    {
        store.write<protocol::Done>(nullptr, [this](storage::Transaction &) {
            m_begun.release();
            m_released.acquire();
            return protocol::Done{};
        });
        m_begun.acquire();
    }

    /// Once, before this goes.
    void release() { m_released.release(); }

private:
    QSemaphore m_begun;
    QSemaphore m_released;
};

/// Reads one value and waits for it.
template<typename T>
protocol::Result<T> readOf(storage::Storage &store, std::function<T(storage::Transaction &)> work)
{
    std::optional<protocol::Result<T>> answer;
    store.read<T>(nullptr, std::move(work),
                  [&answer](protocol::Result<T> result) { answer.emplace(std::move(result)); });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 10'000)) {
        return protocol::Error{protocol::ErrorKind::Internal, QStringLiteral("no answer")};
    }
    return *answer;
}

/// The first column of the first row.
inline qint64 numberIn(storage::Storage &store, const QString &sql)
{
    const auto answer = readOf<qint64>(store, [sql](storage::Transaction &tx) -> qint64 {
        QSqlQuery &query = tx.exec(sql);
        return query.next() ? query.value(0).toLongLong() : -1;
    });
    return answer ? answer.value() : -2;
}

inline protocol::Result<protocol::Done> addSetting(storage::Storage &store, const QString &key)
{
    return written<protocol::Done>(store, [key](storage::Transaction &tx) {
        tx.exec(QStringLiteral("INSERT INTO settings VALUES (?, 'x', 'now')"), {key});
        return protocol::Done{};
    });
}
