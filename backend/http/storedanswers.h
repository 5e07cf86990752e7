// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/exchange.h"
#include "backend/protocol/clock.h"
#include "backend/protocol/stampedtext.h"

#include <QByteArray>
#include <QHash>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace http {

/// Answers that depend on the store alone, kept until something is committed: however many clients
/// ask the same meanwhile, the store is read once. Bounded in number and size. Lives in one thread,
/// in which the answers to it must be given, too.
class StoredAnswers final
{
public:
    /// Another one after each commit; nothing while the store has a fault: then nothing is kept.
    using Version = std::function<std::optional<qint64>()>;

    static constexpr qsizetype MostKept = 64;
    static constexpr qsizetype MostBytes = 131072; ///< of an answer that is kept

    /// Until then nothing is kept.
    void setVersion(Version version) { m_version = std::move(version); }

    std::optional<qint64> version() const { return m_version ? m_version() : std::nullopt; }

    /// What is asked for.
    struct Question
    {
        QByteArray target = {};
        QByteArray beside = {}; ///< what the answer depends on beside the store, as it is now
        bool hasTime = false; ///< its timestamp is that of each answer
    };

    /// Answers with what is kept for the question; else `ask` is called, and its answer goes to all
    /// who have asked the same before it came. Only 200 is kept.
    void answer(const Question &question, const ExchangePtr &exchange,
                const std::function<void(const ExchangePtr &)> &ask);

private:
    struct Entry
    {
        QByteArray beside = {};
        bool hasTime = false;
        std::optional<Response> response = {};
        protocol::StampedText text = {}; ///< its body, where it has a time
        std::vector<ExchangePtr> waiting = {};
    };

    static void settle(Entry &entry, const Response &response);
    static void tell(Entry &entry, const ExchangePtr &exchange);
    static bool answerFrom(Entry &entry, const ExchangePtr &exchange);

    Version m_version = {};
    std::optional<qint64> m_at = {}; ///< the version that all entries are of
    QHash<QByteArray, std::shared_ptr<Entry>> m_entries = {};
};

} // namespace http
