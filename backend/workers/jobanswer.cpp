// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/jobanswer.h"

using namespace Qt::StringLiterals;

namespace workers {

namespace {

constexpr int DefaultTimeoutMs = 30000;

} // namespace

QJsonObject failedJob(const QString &kind, const QString &error)
{
    return {{u"ok"_s, false},
            {u"kind"_s, kind},
            {u"http_status"_s, QJsonValue::Null},
            {u"error"_s, error}};
}

QJsonObject failedCall(const HttpAnswer &call)
{
    QJsonObject answer = failedJob(wordOf(call.failure), call.error);
    if (call.status != 0) {
        answer.insert(u"http_status"_s, call.status);
    }
    answer.insert(u"elapsed_ms"_s, static_cast<qint64>(call.elapsed.count()));
    return answer;
}

QJsonObject garbageCall(const HttpAnswer &call, const QString &why)
{
    HttpAnswer garbage = call;
    garbage.failure = CallFailure::Garbage;
    garbage.error = why;
    return failedCall(garbage);
}

std::chrono::milliseconds timeoutOf(const QJsonObject &job)
{
    return std::chrono::milliseconds(std::max(job.value(u"timeout_ms").toInt(DefaultTimeoutMs), 1));
}

} // namespace workers
