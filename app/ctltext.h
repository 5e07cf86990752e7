// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlsheet.h"

#include <QJsonObject>

/// The answers of the API as sheets for a terminal. What is not known is a dash.
namespace app {

Sheet statusSheet(const QJsonObject &answer);
Sheet healthSheet(const QJsonObject &answer);
Sheet workersSheet(const QJsonObject &answer);
Sheet historySheet(const QJsonObject &answer);
Sheet logsSheet(const QJsonObject &answer);
Sheet pipelineSheet(const QJsonObject &answer);
Sheet breakersSheet(const QJsonObject &answer);
Sheet eventTypesSheet(const QJsonObject &answer);

/// How many there are, or those of one queue.
Sheet deadLettersSheet(const QJsonObject &answer);

/// GET /api/system/monitoring/health.
Sheet monitoringSheet(const QJsonObject &answer);

/// The "message" of an answer to a POST, else all that it says.
Sheet messageSheet(const QJsonObject &answer);

} // namespace app
