// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/workers/promptrules.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace workers {

/// A verdict on a batch; `riskLevel` is always derived from the score.
struct Assessment
{
    int riskScore = 0;
    QString riskLevel = {};
    QString summary = {};
    QString reasoning = {};

    bool operator==(const Assessment &) const = default;
};

/// Gathers the facts of a batch {batch_id, camera_id, started_at, ended_at, detections:[{id,
/// object_type, confidence, bbox, detected_at, image_width, image_height}]}.
///
/// `localTime` is the batch's start on the spot, "yyyy-MM-dd HH:mm". A batch without one readable
/// detection is an error: there is nothing to assess.
protocol::Result<SceneFacts> gatherFacts(const QJsonObject &batch, const QString &localTime);

/// Reads a language model's text: thoughts (<think>…</think>) and prose around are dropped, the
/// outermost JSON object counts, the score is clamped to 0..100.
///
/// Without a number as score it is an error: a score is never made up.
protocol::Result<Assessment> parseAssessment(const QString &content);

/// The messages of a prompt in ChatML, `[{role, content}]`, as a chat wants them; without the open
/// one at its end, which is the answer's.
QJsonArray chatMessages(const QString &prompt);

/// The text of an answer: `content` of a completion, `choices[0].message.content` of a chat; an
/// error when there is none.
protocol::Result<QString> completionContent(const QByteArray &body);

} // namespace workers
