// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/analysisworker.h"

#include "backend/protocol/json.h"
#include "backend/workers/assessmentrules.h"
#include "backend/workers/helpercalls.h"
#include "backend/workers/httpcall.h"
#include "backend/workers/jobanswer.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using protocol::Result;

namespace workers {

namespace {

QString localTimeOf(const QJsonObject &batch)
{
    const auto started = protocol::timeOf(batch, u"started_at");
    return started ? QDateTime::fromMSecsSinceEpoch(started->time_since_epoch().count())
                         .toString(u"yyyy-MM-dd HH:mm"_s)
                   : QString();
}

/// Figures of the parent system, 7.2.
QByteArray completionRequest(const QString &prompt)
{
    const QJsonObject body{{u"prompt"_s, prompt},
                           {u"temperature"_s, 0.7},
                           {u"top_p"_s, 0.95},
                           {u"n_predict"_s, 1536},
                           {u"stop"_s, QJsonArray{u"<|im_end|>"_s, u"<|im_start|>"_s}}};
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

/// The same as a chat, for servers that have only that.
QByteArray chatRequest(const QString &prompt)
{
    const QJsonObject body{{u"messages"_s, chatMessages(prompt)},
                           {u"temperature"_s, 0.7},
                           {u"top_p"_s, 0.95},
                           {u"max_tokens"_s, 1536}};
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

/// Asks for a completion and, where there is no such route, in a chat.
HttpAnswer ask(const QJsonObject &job, const QString &prompt)
{
    constexpr int notFound = 404;
    constexpr int notAllowed = 405;
    const QString url = job.value(u"url").toString();
    const auto time = timeoutOf(job);
    HttpAnswer answer = post({.url = url % u"/completion"_s,
                              .contentType = "application/json",
                              .body = completionRequest(prompt),
                              .timeout = time});
    if ((answer.status == notFound || answer.status == notAllowed) && answer.elapsed < time) {
        answer = post({.url = url % u"/v1/chat/completions"_s,
                       .contentType = "application/json",
                       .body = chatRequest(prompt),
                       .timeout = time - answer.elapsed});
    }
    return answer;
}

/// What the model makes of the facts; a score is never made up.
QJsonObject assess(const QJsonObject &job, const SceneFacts &facts)
{
    const QString prompt = buildPrompt(facts);
    const HttpAnswer call = ask(job, prompt);
    if (call.failure != CallFailure::None) {
        return failedCall(call);
    }
    const Result<QString> content = completionContent(call.body);
    if (!content) {
        return garbageCall(call, content.error().detail);
    }
    const Result<Assessment> verdict = parseAssessment(content.value());
    if (!verdict) {
        return garbageCall(call, verdict.error().detail);
    }
    return {{u"ok"_s, true},
            {u"risk_score"_s, verdict.value().riskScore},
            {u"risk_level"_s, verdict.value().riskLevel},
            {u"summary"_s, verdict.value().summary},
            {u"reasoning"_s, verdict.value().reasoning},
            {u"prompt"_s, prompt},
            {u"elapsed_ms"_s, static_cast<qint64>(call.elapsed.count())}};
}

} // namespace

QJsonObject performAnalysis(const QJsonObject &job)
{
    const QJsonObject batch = job.value(u"batch").toObject();
    Result<SceneFacts> facts = gatherFacts(batch, localTimeOf(batch));
    if (!facts) {
        return failedJob(u"batch"_s, facts.error().detail);
    }
    const CloserLook look = lookCloser(job);
    addFindings(facts.value(), look.findings);
    QJsonObject result = assess(job, facts.value());
    QJsonArray findings;
    for (const Finding &finding : look.findings) {
        findings.append(toJson(finding));
    }
    result.insert(u"services"_s, look.services);
    result.insert(u"findings"_s, findings);
    return result;
}

} // namespace workers
