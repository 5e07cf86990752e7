// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/workers/httpcall.h"

#include <QJsonObject>

namespace workers {

/// {"ok":false,"kind","http_status":null,"error"}: the job failed before anybody was called.
QJsonObject failedJob(const QString &kind, const QString &error);

/// The same with what the call brought.
QJsonObject failedCall(const HttpAnswer &call);

/// The service answered, but not as its contract says.
QJsonObject garbageCall(const HttpAnswer &call, const QString &why);

/// The job's `timeout_ms`, 30 s when it has none.
std::chrono::milliseconds timeoutOf(const QJsonObject &job);

} // namespace workers
