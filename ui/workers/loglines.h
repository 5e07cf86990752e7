// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace ui {

/// One line that a worker wrote.
struct LogLine
{
    std::optional<protocol::WallTime> timestamp = {};
    bool isError = false; ///< from standard error
    QString text = {};

    bool operator==(const LogLine &) const = default;
};

QList<LogLine> logLines(const QJsonObject &body);

/// What is new in a tail.
struct LogStep
{
    bool startsOver = false; ///< nothing of the old tail is left: show `added` alone
    QList<LogLine> added = {};

    bool operator==(const LogStep &) const = default;
};

/// The lines of `now` that come after those of `before`; both are tails of the same log.
LogStep newLines(const QList<LogLine> &before, const QList<LogLine> &now);

/// A line as it is shown: time, a mark for standard error, text.
QString shownLine(const LogLine &line);

} // namespace ui
