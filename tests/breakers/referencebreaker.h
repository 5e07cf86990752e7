// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

/// The breaker's rules a second time, told another way: it keeps what happened since the last
/// change of state (a chapter) and works every answer out from that. Whole seconds, no Qt.
class ReferenceBreaker final
{
public:
    enum Mode
    {
        Closed,
        Open,
        HalfOpen
    };

    struct Ticket
    {
        int chapter = 0;
        int entry = 0;
    };

    int threshold = 2;
    int places = 2;
    int needed = 2;
    int recovery = 30;
    int lease = 10;

    Mode mode = Closed;
    int clock = 0;

    void pass(int seconds)
    {
        for (int i = 0; i < seconds; ++i) {
            ++clock;
            look();
        }
    }

    /// True when let in; then `ticket` is filled.
    bool ask(bool probe, Ticket &ticket)
    {
        if (mode == Open || (mode == HalfOpen && onTrial(true) + onTrial(false) >= places)) {
            if (!probe) {
                m_refusedAt = clock;
            }
            return false;
        }
        if (!probe) {
            m_refusedAt = Never;
        }
        m_entries.push_back({probe, clock, Pending});
        ticket = {m_chapter, static_cast<int>(m_entries.size()) - 1};
        return true;
    }

    /// `result`: s, f or x.
    void answer(const Ticket &ticket, char result)
    {
        if (ticket.chapter != m_chapter) {
            return;
        }
        Entry &entry = m_entries[static_cast<std::size_t>(ticket.entry)];
        if (entry.result != Pending) {
            return;
        }
        const bool pointless = result == 's' && entry.probe && mode == HalfOpen
            && !m_lastFailureByProbe && callWaits();
        entry.result = pointless ? 'x' : result;
        if (result == 'f') {
            m_lastFailureByProbe = entry.probe;
        }
        m_order.push_back(ticket.entry);
        judge();
    }

    void reset()
    {
        begin(Closed);
        m_openFor = 0;
        m_helpedAt = Never;
        m_lastFailureByProbe = false;
        m_refusedAt = Never;
    }

    int failuresInARow() const
    {
        int failures = 0;
        for (const int index : m_order) {
            const Entry &entry = m_entries[static_cast<std::size_t>(index)];
            if (entry.result == 'f') {
                ++failures;
            } else if (entry.result == 's' && !entry.probe) {
                failures = 0;
            }
        }
        return failures;
    }

    int successes() const { return count('s'); }

    int opensFor() const { return m_openFor > 0 ? m_openFor : recovery; }

    /// Everything that bears on the future, with times as distances.
    std::string key() const
    {
        std::string key{static_cast<char>(mode)};
        const auto add = [&key](int value) { key += std::to_string(value) + ','; };
        add(mode == Open ? clock - m_began : 0);
        add(m_openFor);
        add(m_helpedAt == Never || clock - m_helpedAt >= 60 ? -1 : clock - m_helpedAt);
        add(m_lastFailureByProbe ? 1 : 0);
        add(m_refusedAt == Never || clock - m_refusedAt >= lease ? -1 : clock - m_refusedAt);
        add(mode == Closed ? failuresInARow() : successes());
        if (mode == HalfOpen) {
            add(probeHelped() ? 1 : 0);
            for (const Entry &entry : m_entries) {
                if (entry.result == Pending) {
                    add(clock - entry.at);
                    add(entry.probe ? 1 : 0);
                }
            }
        }
        return key;
    }

    bool isCurrent(const Ticket &ticket) const { return ticket.chapter == m_chapter; }

private:
    static constexpr int Never = -1000000;
    static constexpr char Pending = '?';

    struct Entry
    {
        bool probe = false;
        int at = 0;
        char result = Pending;
    };

    int count(char result) const
    {
        int found = 0;
        for (const Entry &entry : m_entries) {
            found += entry.result == result ? 1 : 0;
        }
        return found;
    }

    int onTrial(bool probe) const
    {
        int found = 0;
        for (const Entry &entry : m_entries) {
            found += entry.result == Pending && entry.probe == probe ? 1 : 0;
        }
        return found;
    }

    // The one that answers now is still on trial itself, but it is a probe.
    bool callWaits() const
    {
        return onTrial(false) > 0 || (m_refusedAt != Never && clock - m_refusedAt < lease);
    }

    bool probeHelped() const
    {
        for (const Entry &entry : m_entries) {
            if (entry.result == 's' && entry.probe) {
                return true;
            }
        }
        return false;
    }

    void begin(Mode next)
    {
        mode = next;
        m_began = clock;
        m_entries.clear();
        m_order.clear();
        ++m_chapter;
    }

    void look()
    {
        if (mode == Open && clock - m_began >= opensFor()) {
            begin(HalfOpen);
        }
        if (mode != HalfOpen) {
            return;
        }
        for (const Entry &entry : m_entries) {
            if (entry.result == Pending && clock - entry.at >= lease) {
                m_lastFailureByProbe = entry.probe;
                begin(Open);
                return;
            }
        }
    }

    void judge()
    {
        const Entry &last = m_entries[static_cast<std::size_t>(m_order.back())];
        if (mode == HalfOpen) {
            if (last.result == 'f') {
                m_helpedAt = Never;
                begin(Open);
            } else if (successes() >= needed) {
                m_helpedAt = probeHelped() ? clock : Never;
                m_refusedAt = Never;
                begin(Closed);
            }
            return;
        }
        if (last.result != 'f') {
            return;
        }
        if (m_helpedAt != Never && clock - m_helpedAt < 60 && !last.probe) {
            const int twice = 2 * opensFor();
            m_openFor = twice < 300 ? twice : 300;
            m_helpedAt = Never;
            begin(Open);
        } else if (failuresInARow() >= threshold) {
            m_openFor = 0;
            m_helpedAt = Never;
            begin(Open);
        }
    }

    std::vector<Entry> m_entries = {};
    std::vector<int> m_order = {}; ///< of the answers
    int m_chapter = 0;
    int m_began = 0;
    int m_openFor = 0; ///< 0: the usual time
    int m_helpedAt = Never; ///< closed with a probe's help
    int m_refusedAt = Never;
    bool m_lastFailureByProbe = false;
};
