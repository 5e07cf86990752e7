// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/event.h"

#include <QStringList>

#include <deque>

namespace ui {

/// What the schema of the registry says of an event.
enum class TapVerdict
{
    Valid,
    Faulty,
    Unlisted, ///< its type is not in the registry
};

/// One line of the tap: an event as it came, or the place of some that did not.
struct TapLine
{
    qint64 number = 0; ///< counts what has come; the ring gives it
    protocol::Event event = {};
    TapVerdict verdict = TapVerdict::Valid;
    QString fault = {}; ///< what is wrong with it
    bool isGap = false; ///< stands for the events between these two sequences, which did not come
    qint64 after = 0;
    qint64 before = 0;

    bool operator==(const TapLine &) const = default;
};

/// What has come last, bounded. While it is paused new lines are counted and held back, within the
/// same bound.
class TapRing final
{
public:
    explicit TapRing(qsizetype capacity);

    void add(TapLine line);

    /// Going on shows what was held back.
    void pause(bool isWanted);

    /// Begins anew, with what was held back too.
    void clear();

    bool isPaused() const { return m_isPaused; }

    /// Oldest first; their numbers grow.
    const std::deque<TapLine> &lines() const { return m_lines; }

    qsizetype capacity() const { return m_capacity; }

    /// Since the pause, also those that have had to go meanwhile.
    qint64 heldBack() const { return m_heldBack; }

    /// Came since the beginning or the last clear().
    qint64 total() const { return m_total; }

    /// Of these, those that had to go for newer ones.
    qint64 dropped() const { return m_dropped; }

private:
    void put(std::deque<TapLine> &place, TapLine line);

    qsizetype m_capacity;
    std::deque<TapLine> m_lines;
    std::deque<TapLine> m_held;
    qint64 m_number = 0;
    qint64 m_heldBack = 0;
    qint64 m_total = 0;
    qint64 m_dropped = 0;
    bool m_isPaused = false;
};

/// Which lines are shown.
struct TapFilter
{
    QStringList patterns = {}; ///< as in a subscription; none: all
    bool onlyFaulty = false;

    bool operator==(const TapFilter &) const = default;
};

/// Patterns parted by blanks or commas.
QStringList patternsIn(const QString &text);

/// A gap is always shown: what did not come may have been what is looked for.
bool passes(const TapLine &line, const TapFilter &filter);

/// The event as the API tells it, for people to read.
QString eventText(const protocol::Event &event);

/// Its data in one line, cut.
QString dataText(const protocol::Event &event);

} // namespace ui
