// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/loginrules.h"

#include <algorithm>

namespace http {

namespace {

using namespace std::chrono_literals;

constexpr auto Window = 60s;
constexpr qsizetype MostAddresses = 4096;

} // namespace

FailedLogins::FailedLogins(int perMinute)
    : m_perMinute(std::max(perMinute, 1))
{ }

std::chrono::seconds FailedLogins::wait(const QHostAddress &address, protocol::SteadyTime now) const
{
    const auto found = m_failures.constFind(address);
    if (found == m_failures.constEnd() || found->size() < m_perMinute) {
        return 0s;
    }
    const auto left = found->constFirst() + Window - now;
    return std::max(0s, std::chrono::ceil<std::chrono::seconds>(left));
}

void FailedLogins::add(const QHostAddress &address, protocol::SteadyTime now)
{
    if (m_failures.size() >= MostAddresses && !m_failures.contains(address)) {
        makeRoom(now);
    }
    auto &failures = m_failures[address];
    failures.append(now);
    if (failures.size() > m_perMinute) {
        failures.removeFirst();
    }
}

void FailedLogins::makeRoom(protocol::SteadyTime now)
{
    m_failures.removeIf([now](auto it) { return it->constLast() + Window <= now; });
    if (m_failures.size() >= MostAddresses) {
        m_failures.erase(std::min_element(
            m_failures.begin(), m_failures.end(),
            [](const auto &a, const auto &b) { return a.constLast() < b.constLast(); }));
    }
}

} // namespace http
