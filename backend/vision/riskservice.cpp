// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/riskservice.h"

#include "backend/vision/imagerequest.h"
#include "backend/vision/requestrules.h"
#include "backend/vision/riskrules.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using protocol::Result;

namespace vision {

namespace {

constexpr qsizetype MaxPrompt = qsizetype{256} * 1024;

QString assessmentText(const workers::Assessment &assessment)
{
    const QJsonObject object{{u"risk_score"_s, assessment.riskScore},
                             {u"risk_level"_s, assessment.riskLevel},
                             {u"summary"_s, assessment.summary},
                             {u"reasoning"_s, assessment.reasoning}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject wrapped(const QString &text, CompletionStyle style)
{
    const QString model = QLatin1StringView(RiskModel);
    switch (style) {
    case CompletionStyle::Plain:
        return {{u"content"_s, text}, {u"model"_s, model}, {u"stop"_s, true}};
    case CompletionStyle::Chat:
        break;
    }
    const QJsonObject message{{u"role"_s, u"assistant"_s}, {u"content"_s, text}};
    const QJsonObject choice{
        {u"index"_s, 0}, {u"message"_s, message}, {u"finish_reason"_s, u"stop"_s}};
    return {{u"object"_s, u"chat.completion"_s},
            {u"model"_s, model},
            {u"choices"_s, QJsonArray{choice}}};
}

} // namespace

Response complete(const Request &request, CompletionStyle style)
{
    const Result<QJsonObject> json = jsonBody(request.body);
    const Result<QString> prompt = json ? promptOf(json.value()) : Result<QString>(json.error());
    if (!prompt) {
        return failure(400, prompt.error().detail);
    }
    if (prompt.value().size() > MaxPrompt) {
        return failure(413, u"the prompt is longer than 256 Ki characters"_s);
    }
    const auto facts = workers::parsePrompt(prompt.value());
    if (!facts) {
        return failure(400, u"the prompt holds no detections that the rules can read"_s);
    }
    return success(wrapped(assessmentText(assess(*facts)), style));
}

} // namespace vision
