// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

namespace pipeline {

/// Reads files on a thread of its own: a disk or a network may let it wait for long, and nobody
/// else waits with it. One work at a time, so that what is in memory is bounded.
///
/// Never waits for its thread, either: a read that hangs ends with the program.
class FileReader final
{
public:
    /// Called once, on the reader's thread; not at all when the reader goes before its turn.
    using Work = std::function<void()>;

    FileReader();
    ~FileReader();
    FileReader(const FileReader &) = delete;
    FileReader &operator=(const FileReader &) = delete;

    /// False when too many wait.
    bool run(Work work);

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace pipeline
