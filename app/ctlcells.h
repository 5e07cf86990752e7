// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QJsonValue>
#include <QString>

#include <optional>

/// The pieces that texts for a terminal are made of.
namespace app {

/// Stands for what is not known.
const QString &dash();

QString orDash(const QString &text);

QString stamp(const std::optional<protocol::WallTime> &time);

QString number(const QJsonValue &value);

/// Any value in one line: yes and no, the items of a list between commas, an object as JSON.
QString cell(const QJsonValue &value);

/// How the next page is had.
QString moreText(const QString &cursor);

} // namespace app
