// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/alerts/outbox.h"

#include <QLoggingCategory>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace alerts {

namespace {

Q_LOGGING_CATEGORY(log, "signalbox.alerts", QtInfoMsg)

constexpr int Together = 200;
constexpr auto RetryAfter = 1s;

} // namespace

Outbox::Outbox(storage::Storage &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_most(Together)
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(RetryAfter);
    connect(&m_retry, &QTimer::timeout, this, &Outbox::flush);
    connect(&m_store, &storage::Storage::recovered, this, &Outbox::flush);
}

void Outbox::add(Change change, std::function<void()> lost)
{
    m_waiting.append({std::move(change), std::move(lost)});
    limit();
    flush();
}

// What is under way may not be taken out from under its answer.
void Outbox::limit()
{
    while (m_waiting.size() > MaxWaiting && !m_isUnderWay) {
        leaveOutOldest();
    }
}

void Outbox::leaveOutOldest()
{
    const Entry oldest = m_waiting.takeFirst();
    ++m_dropped;
    if (oldest.lost) {
        oldest.lost();
    }
}

void Outbox::goOn()
{
    if (m_waiting.isEmpty()) {
        Q_EMIT emptied();
    }
    flush();
}

void Outbox::flush()
{
    if (m_isUnderWay || m_waiting.isEmpty()) {
        return;
    }
    m_isUnderWay = true;
    const QList<Entry> some = m_waiting.first(std::min<qsizetype>(m_waiting.size(), m_most));
    m_store.write<int>(
        this,
        [some](storage::Transaction &tx) {
            for (const Entry &entry : some) {
                entry.change(tx);
            }
            return static_cast<int>(some.size());
        },
        [this](const protocol::Result<int> &result) { take(result); });
}

void Outbox::take(const protocol::Result<int> &result)
{
    m_isUnderWay = false;
    if (result) {
        m_waiting.remove(0, result.value());
        m_most = Together;
        Q_EMIT written();
        goOn();
    } else if (result.error().kind == protocol::ErrorKind::Unavailable) {
        limit();
        m_retry.start();
    } else if (m_most > 1) {
        m_most = 1; // which of them it is shows when each goes alone
        flush();
    } else {
        qCWarning(log).noquote() << "left out a change:" << result.error().detail;
        leaveOutOldest();
        goOn();
    }
}

} // namespace alerts
