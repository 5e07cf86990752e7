// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlrun.h"

#include "app/ctlcleanup.h"
#include "app/ctlevents.h"
#include "app/ctlprint.h"
#include "app/ctlwait.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;
using protocol::ErrorKind;

namespace app {

namespace {

constexpr std::chrono::seconds UsualWait{60};

/// The answer of the health is a document, whatever its status is.
bool isDocument(const Verb &verb, const Answer &answer)
{
    return answer.isDone() || (verb.goal == Goal::Healthy && answer.json.contains(u"status"));
}

bool isUnhealthy(const QJsonObject &answer)
{
    return answer.value(u"status").toString() == u"unhealthy"
        || (answer.contains(u"healthy") && !answer.value(u"healthy").toBool());
}

int failWithoutAnswer(const Order &order, const Answer &answer)
{
    const QString hint = u"; the order may still be carried out, see signalboxctl workers"_s;
    const bool isLate = answer.failure.contains(u"no answer within");
    return fail(NoConnection, answer.failure % (isLate && isOrder(order.verb) ? hint : QString()));
}

int written(bool isWritten, int otherwise)
{
    return isWritten ? otherwise : fail(Refused, u"the answer cannot be written"_s);
}

bool show(const Order &order, const QJsonObject &answer)
{
    return print(stdout, render(sheetOf(order.verb, answer), screenOfOutput()).toUtf8());
}

/// Prints an answer and says how the program ends.
int conclude(const Order &order, const Answer &answer)
{
    if (answer.status == 0) {
        return failWithoutAnswer(order, answer);
    }
    if (order.json
        && !print(stdout, answer.body.endsWith('\n') ? answer.body : answer.body + '\n')) {
        return written(false, Ok);
    }
    if (!isDocument(order.verb, answer)) {
        const QString detail = answer.json.value(u"detail").toString();
        return fail(Refused, detail.isEmpty() ? u"status %1"_s.arg(answer.status) : detail);
    }
    if (!answer.isJson) {
        return fail(Refused, u"the answer is not a JSON object: is this a Signalbox?"_s);
    }
    if (!order.json && !show(order, answer.json)) {
        return written(false, Ok);
    }
    return order.verb.judges && isUnhealthy(answer.json) ? Unhealthy : Ok;
}

/// Waits for the end of the job that has begun, prints it and says how the program ends.
int concludeJob(const Order &order, Api &api, const QJsonObject &begun)
{
    const auto tell = [&order](const QJsonObject &job) {
        if (!order.json && job.value(u"state").toString() == u"running") {
            print(stderr, QString(cleanupProgress(job) % u'\n').toUtf8());
        }
    };
    const auto job = followJob(api, {.job = begun, .longest = order.wait, .progress = tell});
    if (!job) {
        const bool isAway = job.error().kind == ErrorKind::Unavailable;
        return fail(isAway ? NoConnection : Refused, job.error().detail);
    }
    const bool isWritten = order.json
        ? print(stdout, QJsonDocument(job.value()).toJson(QJsonDocument::Compact) + '\n')
        : show(order, job.value());
    const QString state = job.value().value(u"state").toString();
    return state == u"done"
        ? written(isWritten, Ok)
        : fail(Refused, u"the job ended as %1"_s.arg(state.isEmpty() ? u"unknown"_s : state));
}

/// The order was given; now it has to come about.
int concludeWorker(const Order &order, Api &api, const Answer &answer)
{
    const int exit = conclude(order, answer);
    if (exit != Ok) {
        return exit;
    }
    const auto done =
        waitForWorker(api, order.words.value(0), order.verb.goal, order.wait.value_or(UsualWait));
    if (done) {
        return Ok;
    }
    const bool isAway = done.error().kind == ErrorKind::Unavailable;
    return fail(isAway ? NoConnection : Refused, done.error().detail);
}

int concludeHealth(const Order &order, Api &api, const Question &question)
{
    const auto longest = order.wait.value_or(UsualWait);
    const Answer answer = waitForHealth(api, question, longest);
    const int exit = conclude(order, answer);
    const bool isHealthy = answer.json.value(u"status").toString() == u"healthy";
    return exit != Ok || isHealthy
        ? exit
        : fail(Unhealthy, u"not healthy after %1 s"_s.arg(longest.count()));
}

int ask(const Order &order, Api &api)
{
    const Question question{
        .method = order.verb.method, .path = order.path, .query = order.query, .body = order.body};
    if (order.waits && order.verb.goal == Goal::Healthy) {
        return concludeHealth(order, api, question);
    }
    const Answer answer = api.ask(question);
    constexpr int accepted = 202;
    if (order.verb.goal == Goal::JobEnded && !order.detached && answer.status == accepted) {
        return concludeJob(order, api, answer.json);
    }
    return order.waits && order.verb.goal != Goal::JobEnded ? concludeWorker(order, api, answer)
                                                            : conclude(order, answer);
}

} // namespace

int run(const Order &order, const Target &target, const QSslConfiguration &trust)
{
    const bool isBound = order.waits && order.verb.goal == Goal::Healthy;
    const auto patience =
        isBound ? std::min(order.patience, order.wait.value_or(UsualWait)) : order.patience;
    Api api(target, trust, patience);
    switch (order.verb.task) {
    case Task::Ask:
        return ask(order, api);
    case Task::FollowLines:
        return order.follows ? followLines(api, order) : ask(order, api);
    case Task::FollowEvents:
        return followEvents(api, order);
    }
    return Usage;
}

} // namespace app
