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
        if (entry.hasTime) {
            entry.text = protocol::StampedText(response.body);
            entry.response->body.clear();
        }
    }
    const auto waiting = std::exchange(entry.waiting, {});
    for (const ExchangePtr &exchange : waiting) {
        exchange->reply(response);
    }
}

void StoredAnswers::tell(Entry &entry, const ExchangePtr &exchange)
{
    Response response = *entry.response;
    if (entry.hasTime) {
        response.body = entry.text.at(protocol::Now::read().wall);
    }
    exchange->reply(std::move(response));
}

/// At once, or with those who wait already.
bool StoredAnswers::answerFrom(Entry &entry, const ExchangePtr &exchange)
{
    if (entry.response) {
        tell(entry, exchange);
        return true;
    }
    if (entry.waiting.empty()) {
        return false;
    }
    entry.waiting.push_back(exchange);
    return true;
}

void StoredAnswers::answer(const Question &question, const ExchangePtr &exchange,
                           const std::function<void(const ExchangePtr &)> &ask)
{
    const std::optional<qint64> now = version();
    if (now != m_at) {
        m_entries.clear(); // who waits for one of them still gets its answer
        m_at = now;
    }
    if (!now) {
        return ask(exchange);
    }
    const auto found = m_entries.constFind(question.target);
    const bool isTheSame = found != m_entries.cend() && (*found)->beside == question.beside;
    if (isTheSame && answerFrom(**found, exchange)) {
        return;
    }
    if (m_entries.size() >= MostKept) {
        m_entries.removeIf(
            [](auto it) { return !it.value()->response && it.value()->waiting.empty(); });
    }
    const auto entry =
        std::make_shared<Entry>(Entry{.beside = question.beside, .hasTime = question.hasTime});
    entry->waiting.push_back(exchange);
    if (m_entries.size() < MostKept || m_entries.contains(question.target)) {
        m_entries.insert(question.target, entry);
    }
    ask(std::make_shared<Exchange>(
        [entry](const Response &response) { settle(*entry, response); }));
}

} // namespace http
