// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace scenario {

/// One request that clients of the original send, and what it answers.
struct ParentRow
{
    QByteArray method = {};
    QByteArray target = {};
    int status = 200;
    QByteArray shape = {}; ///< see shape.h
};

/// Reading the state of the system.
QList<ParentRow> readingRows();
/// Acting on workers and breakers.
QList<ParentRow> actingRows();
/// What is refused.
QList<ParentRow> refusedRows();

} // namespace scenario
