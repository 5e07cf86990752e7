// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace ui {

/// One thing that the window can do, as the palette lists it.
struct Command
{
    QString path = {}; ///< "Worker › Restart"
    QString keys = {};
    QString reason = {}; ///< why it cannot be done now; empty: it can

    bool operator==(const Command &) const = default;
};

/// How well `text` has the letters of `query` in their order, smaller is better; nothing when it
/// has not. Letters that begin a word, and those that stand together, count as near.
std::optional<int> distance(const QString &query, const QString &text);

/// The places of the commands that match, the best first; without a query all of them. What can be
/// done comes before what cannot.
QList<int> matching(const QList<Command> &commands, const QString &query);

} // namespace ui
