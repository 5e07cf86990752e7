// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace workers {

/// One analysis job: writes the prompt of a batch and posts it to `url`/completion.
///
/// {"type":"job","id","token","url","timeout_ms","batch":{…}} → {"ok":true,"risk_score",
/// "risk_level","summary","reasoning","prompt","elapsed_ms"} or {"ok":false,"kind","http_status",
/// "error"} as in performDetection(); kind `batch` when the batch has nothing to assess. A score is
/// never made up. Blocks.
QJsonObject performAnalysis(const QJsonObject &job);

} // namespace workers
