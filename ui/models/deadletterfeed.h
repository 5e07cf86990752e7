// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/freshness.h"
#include "ui/models/deadlettersmodel.h"

#include <QMap>
#include <QObject>

namespace ui {

struct Answer;
class Session;

/// Reads how many dead letters there are, and the newest of each queue.
class DeadLetterFeed final : public QObject
{
    Q_OBJECT

public:
    /// Whether the backend lists dead letters at all.
    enum class Offer
    {
        Unknown,
        Yes,
        No,
    };

    DeadLetterFeed(Session &session, QObject *parent);

    DeadLettersModel &model() { return m_model; }

    const DeadLettersModel &model() const { return m_model; }

    Offer offer() const { return m_offer; }

    /// By queue, as far as it is known.
    const QMap<QString, qint64> &counts() const { return m_counts; }

    qint64 count(const QString &queue) const { return m_counts.value(queue); }

    /// Of all queues.
    qint64 total() const;

    std::optional<DeadLetter> find(const QString &key) const;

    /// Vouched for when the counts are and all lists that belong to them have been read.
    Freshness freshness() const;

Q_SIGNALS:
    void changed();

private:
    void takeCounts();
    void onSettled();
    void takePage(const QString &queue, const Answer &answer);
    void finish();

    Session &m_session;
    DeadLettersModel m_model;
    QMap<QString, qint64> m_counts;
    QMap<QString, QList<DeadLetter>> m_pages; ///< of the read that is under way
    QString m_error; ///< why a list of the last read is missing
    Offer m_offer = Offer::Unknown;
    int m_question = 0; ///< the latest one: an answer to an earlier one comes too late
    int m_awaited = 0; ///< pages that have not been answered
    bool m_complete = false; ///< every list of the last counts was read
};

} // namespace ui
