// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

/// The pieces that texts for a terminal are made of.
namespace app {

/// Stands for what is not known.
const QString &dash();

/// The text, made harmless, or a dash.
QString orDash(const QString &text);

QString stamp(const std::optional<protocol::WallTime> &time);

QString number(const QJsonValue &value);

/// Columns as wide as their widest cell; the last one is not padded.
QString table(const QList<QStringList> &rows);

} // namespace app
