// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QByteArray>
#include <QFile>
#include <QList>
#include <QString>

namespace supervisor {

/// Where a line of a worker's log comes from.
enum class Stream
{
    Output,
    Error
};

/// One line that a worker has written.
struct LogLine
{
    protocol::WallTime time{};
    Stream stream = Stream::Output;
    QString text = {}; ///< one line, printable
    qint64 number = 0; ///< from 1 on, without a hole, anew with each start of ours

    bool operator==(const LogLine &) const = default;
};

/// The bytes as one printable line: invalid UTF-8 becomes U+FFFD, control characters and those that
/// turn the direction of writing become escapes (\x1b, \u202e).
QString printable(QByteArrayView bytes);

/// What a worker writes: the last lines in memory, and a file of limited size with its
/// predecessors (NAME.log, NAME.log.1, …).
///
/// A worker that floods gets its lines dropped, counted and named in one line, so that it costs
/// neither the disk nor the loop.
class OutputLog final
{
public:
    struct Options
    {
        QString path = {}; ///< empty: no file
        qint64 fileBytes = qint64(5) * 1024 * 1024;
        int files = 3; ///< with the current one
        int ringLines = 500;
        int linesPerSecond = 2000;
    };

    explicit OutputLog(Options options);

    /// Takes a line; gives the lines that were added (none while flooding, two when a flood ends).
    QList<LogLine> add(Stream stream, QByteArrayView bytes, bool isCut, protocol::Now now);

    /// The last `count` lines, oldest first.
    QList<LogLine> tail(int count) const;

    /// The number of the newest line; 0: there is none.
    qint64 last() const { return m_last; }

    /// When the numbers began; another time: they are of another start of ours.
    protocol::WallTime since() const { return m_since; }

    const QString &path() const { return m_options.path; }

    /// Lines that were dropped so far.
    qint64 dropped() const { return m_droppedEver; }

private:
    void keep(LogLine line, QList<LogLine> &added);
    void writeToFile(const LogLine &line);
    bool open(QIODevice::OpenMode mode);
    void rotate();

    Options m_options;
    QFile m_file;
    protocol::WallTime m_since = protocol::Now::read().wall;
    qint64 m_fileBytes = 0;
    QList<LogLine> m_ring;
    protocol::SteadyTime m_secondBegan = {};
    qint64 m_last = 0;
    int m_linesInSecond = 0;
    qint64 m_dropped = 0;
    qint64 m_droppedEver = 0;
    bool m_complained = false; ///< about a file that cannot be written
};

} // namespace supervisor
