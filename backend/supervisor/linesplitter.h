// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace supervisor {

/// Cuts a stream of bytes into lines without ever keeping more than a limit of it.
///
/// A line over its limit is given once, cut; the rest of it, up to its end, is dropped. Lines that
/// begin with '{' (messages of our own programs) may be longer than others.
class LineSplitter final
{
public:
    struct Line
    {
        QByteArray bytes = {}; ///< without the line's end
        bool isCut = false;

        bool operator==(const Line &) const = default;
    };

    LineSplitter(qsizetype limit, qsizetype messageLimit)
        : m_limit(limit)
        , m_messageLimit(messageLimit)
    { }

    QList<Line> take(QByteArrayView bytes);
    /// The last line when the stream has ended without ending it; else nothing.
    QList<Line> rest();

private:
    void add(QByteArrayView part, QList<Line> &lines);

    qsizetype m_limit;
    qsizetype m_messageLimit;
    QByteArray m_begun;
    bool m_skipping = false; ///< in the rest of a line that was cut
};

} // namespace supervisor
