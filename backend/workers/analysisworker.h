// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace workers {

/// One analysis job: looks closer at a batch with whatever helping service is named, then writes
/// its prompt and posts that to `url`/completion.
///
/// {"type":"job","id","token","url","timeout_ms","root","services":{name:{url,timeout_ms}},
/// "batch":{…}} → {"ok":true,"risk_score","risk_level","summary","reasoning","prompt","elapsed_ms"}
/// or {"ok":false,"kind","http_status","error"} as in performDetection(), both with "services":
/// {name:{called,ok,kind,http_status,error,elapsed_ms}} and "findings":[{detection_id,embedding,
/// data}]; kind `batch` when the batch has nothing to assess. A helper that fails fails nothing
/// else. A score is never made up. Blocks.
QJsonObject performAnalysis(const QJsonObject &job);

} // namespace workers
