// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlwait.h"

#include "app/ctlcells.h"

#include <QDeadlineTimer>
#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Done;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace app {

namespace {

const QString StatusPath = u"/api/system/cleanup/status"_s;
const QString SupervisorPath = u"/api/system/supervisor"_s;

/// Pauses that grow from a tenth of a second to a whole one, until the time is over.
class Patience final
{
public:
    explicit Patience(std::optional<std::chrono::seconds> longest)
        : m_deadline(longest ? QDeadlineTimer(*longest) : QDeadlineTimer(QDeadlineTimer::Forever))
    { }

    /// False when there is none left.
    bool wait()
    {
        if (m_deadline.hasExpired()) {
            return false;
        }
        pause(m_pause);
        m_pause = std::min<std::chrono::milliseconds>(2 * m_pause, 1000ms);
        return true;
    }

private:
    QDeadlineTimer m_deadline;
    std::chrono::milliseconds m_pause = 100ms;
};

Error failureOf(const Answer &answer)
{
    if (answer.status == 0) {
        return {ErrorKind::Unavailable, answer.failure};
    }
    const QString detail = answer.json.value(u"detail").toString();
    return {ErrorKind::BadRequest, detail.isEmpty() ? u"status %1"_s.arg(answer.status) : detail};
}

Result<QJsonObject> jobNow(Api &api, const QString &id)
{
    const Answer answer = api.ask({.path = StatusPath});
    if (!answer.isDone()) {
        const Error failure = failureOf(answer);
        return Error{failure.kind, failure.detail % u"; the job may still be at work"};
    }
    const QJsonObject job = answer.json.value(u"job").toObject();
    if (job.value(u"id").toString() != id) {
        return Error{ErrorKind::NotFound, u"the job %1 is not known any more"_s.arg(id)};
    }
    return job;
}

QJsonObject workerIn(const QJsonObject &answer, const QString &name)
{
    const QJsonArray workers = answer.value(u"workers").toArray();
    for (const QJsonValue worker : workers) {
        if (worker.toObject().value(u"name").toString() == name) {
            return worker.toObject();
        }
    }
    return {};
}

bool isHealthy(const Answer &answer)
{
    return answer.json.value(u"status").toString() == u"healthy";
}

} // namespace

Result<QJsonObject> followJob(Api &api, const Follow &follow)
{
    QJsonObject job = follow.job;
    const QString id = job.value(u"id").toString();
    Patience patience(follow.longest);
    while (job.value(u"state").toString() == u"running") {
        if (!patience.wait()) {
            return Error{
                ErrorKind::Conflict,
                u"the job %1 is still at work after %2 s"_s.arg(id).arg(follow.longest->count())};
        }
        const auto now = jobNow(api, id);
        if (!now) {
            return now.error();
        }
        if (now.value() != job) {
            job = now.value();
            follow.progress(job);
        }
    }
    return job;
}

Result<Done> waitForWorker(Api &api, const QString &name, Goal goal, std::chrono::seconds longest)
{
    const QString wanted = goal == Goal::Stopped ? u"stopped"_s : u"running"_s;
    Patience patience(longest);
    QString status;
    do {
        const Answer answer = api.ask({.path = SupervisorPath});
        if (!answer.isDone()) {
            return failureOf(answer);
        }
        const QJsonObject worker = workerIn(answer.json, name);
        status = worker.value(u"status").toString();
        if (status == wanted) {
            return Done{};
        }
        if (status == u"failed" && goal == Goal::Running) {
            return Error{ErrorKind::Conflict,
                         u"%1 has failed: %2"_s.arg(name, cell(worker.value(u"error")))};
        }
    } while (patience.wait());
    return Error{ErrorKind::Conflict,
                 u"%1 is %2 after %3 s"_s.arg(name, orDash(status)).arg(longest.count())};
}

Answer waitForHealth(Api &api, const Question &question, std::chrono::seconds longest)
{
    Patience patience(longest);
    Answer answer = api.ask(question);
    const auto isWorthWaiting = [](const Answer &now) {
        constexpr int unavailable = 503;
        return now.status == 0 || now.status == unavailable || (now.isDone() && !isHealthy(now));
    };
    while (isWorthWaiting(answer) && patience.wait()) {
        answer = api.ask(question);
    }
    return answer;
}

} // namespace app
