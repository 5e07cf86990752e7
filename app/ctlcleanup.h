// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlsheet.h"

#include <QJsonObject>

/// What the API says of the cleanup, as text for a terminal.
namespace app {

/// GET /api/system/cleanup/status.
Sheet cleanupSheet(const QJsonObject &answer);

/// One job: what it is, what it has removed, what it could not.
Sheet cleanupJobSheet(const QJsonObject &answer);

/// Where a job is, as one line without its end: "images 500 of 1200".
QString cleanupProgress(const QJsonObject &job);

} // namespace app
