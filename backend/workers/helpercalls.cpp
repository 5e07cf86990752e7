// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/helpercalls.h"

#include "backend/workers/beneath.h"
#include "backend/workers/imagecrop.h"
#include "backend/workers/jobanswer.h"

#include <QCryptographicHash>
#include <QHash>
#include <QJsonDocument>

#include <algorithm>
#include <chrono>
#include <exception>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Result;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace workers {

namespace {

/// The services take no larger ones. Source: parent system, 7.1.
constexpr qint64 MaxSentBytes = qint64{10} * 1024 * 1024;

/// What the questions are about; not changed while they are asked.
struct Evidence
{
    QList<Suspect> suspects = {};
    QHash<QString, QByteArray> images = {}; ///< by path
    steady_clock::time_point end = {};
};

struct Task
{
    Question question = Question::Caption;
    std::size_t suspect = 0;
};

QJsonObject notCalled()
{
    return {{u"called"_s, false},
            {u"ok"_s, false},
            {u"kind"_s, QJsonValue::Null},
            {u"http_status"_s, QJsonValue::Null},
            {u"error"_s, QJsonValue::Null}};
}

struct Helper
{
    QString name = {};
    QString url = {};
    milliseconds timeout{0};
    QList<Task> tasks = {};
    QJsonObject told = notCalled();
};

/// The image as it was accepted; nothing otherwise.
QByteArray imageOf(const QString &root, const Suspect &suspect)
{
    const Result<QByteArray> content = readBeneath(root, suspect.path, MaxSentBytes);
    if (!content) {
        return {};
    }
    const QByteArray hash =
        QCryptographicHash::hash(content.value(), QCryptographicHash::Sha256).toHex();
    return suspect.sha256 == QLatin1StringView(hash) ? content.value() : QByteArray();
}

Evidence gather(const QJsonObject &job)
{
    Evidence evidence{.end = steady_clock::now() + LookTime};
    const QString root = job.value(u"root").toString();
    const QString framesRoot = job.value(u"frames_root").toString();
    const QJsonArray detections = job.value(u"batch").toObject().value(u"detections").toArray();
    const QList<Suspect> picked = pickSuspects(detections);
    for (const Suspect &suspect : picked) {
        if (!evidence.images.contains(suspect.path)) {
            evidence.images.insert(suspect.path,
                                   imageOf(suspect.isFrame ? framesRoot : root, suspect));
        }
        if (!evidence.images.value(suspect.path).isEmpty()) {
            evidence.suspects.append(suspect);
        }
    }
    return evidence;
}

std::vector<Helper> helpersOf(const QJsonObject &services, const Evidence &evidence)
{
    std::vector<Helper> helpers;
    for (auto it = services.begin(); it != services.end(); ++it) {
        const QJsonObject service = it.value().toObject();
        Helper helper{.name = it.key(),
                      .url = service.value(u"url").toString(),
                      .timeout = timeoutOf(service)};
        for (qsizetype i = 0; i < evidence.suspects.size(); ++i) {
            const QList<Question> questions = questionsAbout(evidence.suspects.at(i), i == 0);
            for (const Question question : questions) {
                if (serviceOf(question) == helper.name) {
                    helper.tasks.append(
                        {.question = question, .suspect = static_cast<std::size_t>(i)});
                }
            }
        }
        helpers.push_back(helper);
    }
    return helpers;
}

QJsonObject toJson(const Box &box)
{
    return {{u"x"_s, box.x}, {u"y"_s, box.y}, {u"width"_s, box.width}, {u"height"_s, box.height}};
}

Result<QByteArray> requestFor(const Task &task, const Evidence &evidence)
{
    const Suspect &suspect = evidence.suspects.at(static_cast<qsizetype>(task.suspect));
    QByteArray image = evidence.images.value(suspect.path);
    QJsonObject request;
    if (task.question == Question::Likeness) {
        Result<QByteArray> part = cropImage(image, suspect.box);
        if (!part) {
            return part;
        }
        image = part.value();
    } else if (task.question == Question::Caption) {
        request.insert(u"prompt"_s, u"<CAPTION>"_s);
    } else {
        request.insert(u"bbox"_s, toJson(suspect.box));
    }
    request.insert(u"image"_s, QString::fromLatin1(image.toBase64()));
    return QJsonDocument(request).toJson(QJsonDocument::Compact);
}

bool isBadInput(const HttpAnswer &call)
{
    return call.failure == CallFailure::Http && call.status >= 400 && call.status < 500
        && call.status != 408 && call.status != 429;
}

/// What is said of a service: of its last call, or of the first that failed.
QJsonObject toldOf(const HttpAnswer &call)
{
    QJsonObject told = failedCall(call);
    told.insert(u"called"_s, true);
    if (call.failure == CallFailure::None) {
        told.insert(u"ok"_s, true);
        told.insert(u"kind"_s, QJsonValue::Null);
        told.insert(u"error"_s, QJsonValue::Null);
    }
    return told;
}

/// One question; false when the service is to be asked nothing more.
bool askOne(Helper &helper, const Task &task, const Evidence &evidence, Finding &finding)
{
    const Result<QByteArray> body = requestFor(task, evidence);
    const auto left = std::chrono::duration_cast<milliseconds>(evidence.end - steady_clock::now());
    if (!body || left <= 0ms) {
        return left > 0ms;
    }
    HttpAnswer call = post({.url = helper.url + pathOf(task.question),
                            .contentType = "application/json",
                            .body = body.value(),
                            .timeout = std::min(helper.timeout, left)});
    const bool hasAnswered = helper.told.value(u"ok").toBool();
    if (hasAnswered && isBadInput(call)) {
        return true;
    }
    if (hasAnswered && call.failure == CallFailure::Timeout && left < helper.timeout) {
        return false; // it was cut short by us
    }
    if (call.failure == CallFailure::None) {
        const auto read = readAnswer(task.question, call.body, finding);
        call.failure = read ? CallFailure::None : CallFailure::Garbage;
        call.error = read ? QString() : read.error().detail;
    }
    helper.told = toldOf(call);
    return call.failure == CallFailure::None || isBadInput(call);
}

/// All questions to one service. Others write into the same findings meanwhile, but into other
/// members of them.
void askAll(Helper &helper, const Evidence &evidence, std::vector<Finding> &findings)
{
    const auto began = steady_clock::now();
    try {
        for (const Task &task : std::as_const(helper.tasks)) {
            if (!askOne(helper, task, evidence, findings.at(task.suspect))) {
                break;
            }
        }
    } catch (const std::exception &fault) {
        helper.told = failedJob(u"internal"_s, QString::fromLocal8Bit(fault.what()));
    }
    const auto took = std::chrono::duration_cast<milliseconds>(steady_clock::now() - began);
    helper.told.insert(u"elapsed_ms"_s, static_cast<qint64>(took.count()));
}

} // namespace

CloserLook lookCloser(const QJsonObject &job)
{
    CloserLook look;
    const QJsonObject services = job.value(u"services").toObject();
    if (services.isEmpty()) {
        return look;
    }
    const Evidence evidence = gather(job);
    std::vector<Helper> helpers = helpersOf(services, evidence);
    std::vector<Finding> findings;
    for (const Suspect &suspect : evidence.suspects) {
        findings.push_back({.detectionId = suspect.detectionId, .objectType = suspect.objectType});
    }
    const std::vector<Finding> nothing = findings;
    {
        std::vector<std::jthread> threads; // joined where they end
        threads.reserve(helpers.size());
        for (Helper &helper : helpers) {
            threads.emplace_back([&] { askAll(helper, evidence, findings); });
        }
    }
    for (const Helper &helper : helpers) {
        look.services.insert(helper.name, helper.told);
    }
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (!(findings.at(i) == nothing.at(i))) {
            look.findings.append(findings.at(i));
        }
    }
    return look;
}

} // namespace workers
