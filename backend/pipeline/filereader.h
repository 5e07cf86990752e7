// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>

namespace pipeline {

/// Reads whole files on a thread of its own: a disk or a network may let it wait for long, and
/// nobody else waits with it. One file at a time, so that what is in memory is bounded.
///
/// Never waits for its thread, either: a read that hangs ends with the program.
class FileReader final
{
public:
    /// `done` is called once, on the reader's thread; not at all when the reader goes before its
    /// turn.
    using Done = std::function<void(const protocol::Result<QByteArray> &)>;

    FileReader();
    ~FileReader();
    FileReader(const FileReader &) = delete;
    FileReader &operator=(const FileReader &) = delete;

    /// Reads a regular file beneath `root`, at most `limit` bytes. False when too many wait.
    bool read(const QString &root, const QString &path, qint64 limit, Done done);

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace pipeline
