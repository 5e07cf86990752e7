// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/storedanswers.h"

#include <utility>

namespace http {

namespace {

constexpr int Fine = 200;

} // namespace

void StoredAnswers::settle(Entry &entry, const Response &response)
{
    if (response.status == Fine && response.body.size() <= MostBytes) {
        entry.response = response;
    }
    const auto waiting = std::exchange(entry.waiting, {});
    for (const ExchangePtr &exchange : waiting) {
        exchange->reply(response);
    }
}

void StoredAnswers::answer(const QByteArray &target, const ExchangePtr &exchange,
                           const std::function<void(const ExchangePtr &)> &ask)
{
    if (!m_version) {
        return ask(exchange);
    }
    const std::optional<qint64> now = m_version();
    if (now != m_at) {
        m_entries.clear(); // who waits for one of them still gets its answer
        m_at = now;
    }
    if (!now) {
        return ask(exchange);
    }
    const auto found = m_entries.constFind(target);
    if (found != m_entries.cend() && (*found)->response) {
        return exchange->reply(*(*found)->response);
    }
    if (found != m_entries.cend() && !(*found)->waiting.empty()) {
        return (*found)->waiting.push_back(exchange);
    }
    if (m_entries.size() >= MostKept) {
        m_entries.removeIf(
            [](auto it) { return !it.value()->response && it.value()->waiting.empty(); });
    }
    const auto entry = std::make_shared<Entry>();
    entry->waiting.push_back(exchange);
    if (m_entries.size() < MostKept || m_entries.contains(target)) {
        m_entries.insert(target, entry);
    }
    ask(std::make_shared<Exchange>(
        [entry](const Response &response) { settle(*entry, response); }));
}

} // namespace http
