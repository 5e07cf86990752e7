// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

/// Counts the large messages in a stream of unmasked frames.
class FrameCounter final
{
public:
    void take(const unsigned char *bytes, std::size_t size, std::uint64_t least)
    {
        std::size_t at = 0;
        while (at < size) {
            if (m_left > 0) {
                const auto part = std::min<std::uint64_t>(m_left, size - at);
                m_left -= part;
                at += part;
                continue;
            }
            m_head[m_have++] = bytes[at++];
            readHead(least);
        }
    }

    std::uint64_t messages = 0;

private:
    void readHead(std::uint64_t least)
    {
        if (m_have < 2) {
            return;
        }
        const unsigned code = m_head[1] & 0x7fU;
        const std::size_t whole = code == 126 ? 4 : code == 127 ? 10 : 2;
        if (m_have < whole) {
            return;
        }
        std::uint64_t length = code < 126 ? code : 0;
        for (std::size_t i = 2; i < whole; ++i) {
            length = length << 8U | m_head[i];
        }
        m_left = length;
        m_have = 0;
        messages += length >= least ? 1 : 0;
    }

    std::array<unsigned char, 10> m_head{};
    std::size_t m_have = 0;
    std::uint64_t m_left = 0;
};
