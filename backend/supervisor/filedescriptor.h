// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#include <unistd.h>

namespace supervisor {

/// Owns a file descriptor and closes it.
class FileDescriptor final
{
public:
    FileDescriptor() = default;

    explicit FileDescriptor(int number)
        : m_number(number)
    { }

    FileDescriptor(FileDescriptor &&other) noexcept
        : m_number(std::exchange(other.m_number, -1))
    { }

    FileDescriptor &operator=(FileDescriptor &&other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }

    FileDescriptor(const FileDescriptor &) = delete;
    FileDescriptor &operator=(const FileDescriptor &) = delete;

    ~FileDescriptor() { close(); }

    int number() const { return m_number; }

    bool isOpen() const { return m_number >= 0; }

    void close()
    {
        if (m_number >= 0) {
            ::close(std::exchange(m_number, -1));
        }
    }

private:
    int m_number = -1;
};

} // namespace supervisor
