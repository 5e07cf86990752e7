// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/states.h"
#include "ui/models/closedbatches.h"

namespace ui {

/// One row of the batch board.
struct BoardRow
{
    QString id = {};
    QString camera = {};
    qint64 detections = 0;
    bool isOpen = true;
    double filled = 0; ///< age in parts of the window, 0..1
    double idleMark = 1; ///< where the idle timeout closes it; 1: not before the window does
    QString seconds = {}; ///< "45/90 s"
    QString deadline = {}; ///< which limit comes first, and when; of a closed one what became of it
    double strength = 1; ///< 1..0: how much of a closed one is still to be seen

    bool operator==(const BoardRow &) const = default;
};

/// Open ones first, oldest first; then those closed in the last minute, newest first. One that is
/// known to be closed is not open, whatever the last answer said.
QList<BoardRow> boardRows(const QList<BatchRow> &open, const QList<ClosedBatch> &closed,
                          protocol::WallTime now);

/// "closed: idle · event, risk 72"; simply "closed" where nothing more is known.
QString outcomeText(const ClosedBatch &batch);

/// timeout | idle | max_size in words; an unknown word with a "?".
QString closeReason(const QString &word);

} // namespace ui
