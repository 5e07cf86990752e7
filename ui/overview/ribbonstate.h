// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/event.h"
#include "ui/look/states.h"

#include <QList>

namespace ui {

/// A part of a day in which something was in one state.
struct RibbonStretch
{
    protocol::WallTime begin{};
    protocol::WallTime end{};
    Look look = {};

    bool operator==(const RibbonStretch &) const = default;
};

/// The day of one thing; where no stretch lies nobody knows how it was.
struct Ribbon
{
    QString name = {};
    QList<RibbonStretch> stretches = {}; ///< oldest first

    bool operator==(const Ribbon &) const = default;
};

/// A stretch of time of which all changes are known.
struct RibbonSpan
{
    protocol::WallTime from{};
    protocol::WallTime until{};

    bool operator==(const RibbonSpan &) const = default;
};

/// True for the changes that ribbons are made of.
bool isRibbonChange(const protocol::Event &event);

/// What a change is about: "breaker:yolo26", "worker:vision", "yolo26"; empty for the whole.
QString ribbonSubject(const protocol::Event &event);

/// The changes of a stretch of time, oldest first.
struct RibbonFacts
{
    QList<protocol::Event> changes = {};
    RibbonSpan span = {};
    QList<RibbonSpan> dark = {}; ///< when the backend was not there to see anything
};

/// When the backend was away, as its workers tell: while all of them are stopped, and before a
/// worker is started that nobody has seen stop. `workers` are those that there are.
QList<RibbonSpan> darkTimes(const QList<protocol::Event> &changes, const QStringList &workers);

/// The day of one thing, of which all changes are. Before the first one it was what that one says
/// it was before. Where one says that nobody knew what was before it, the time up to it is not
/// known.
Ribbon ribbonOf(const QString &name, const RibbonFacts &facts);

/// The whole by its changes; without any it has been as it is `since` then.
Ribbon overallRibbon(const RibbonFacts &facts, const Look &present,
                     const std::optional<protocol::WallTime> &since);

/// Of all else that was not well at some time, what was so latest first.
QList<Ribbon> troubledRibbons(const RibbonFacts &facts);

/// "Crashed 14:02:10 for 3 s" of each stretch that was not well, the latest first.
QString ribbonSpoken(const Ribbon &ribbon);

/// True where something needed somebody.
bool isTrouble(const RibbonStretch &stretch);

} // namespace ui
