// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/detectionworker.h"

#include "backend/workers/beneath.h"
#include "backend/workers/detectionrules.h"
#include "backend/workers/httpcall.h"
#include "backend/workers/imagecheck.h"
#include "backend/workers/jobanswer.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QUuid>

using namespace Qt::StringLiterals;
using protocol::Result;

namespace workers {

namespace {

bool rootIsThere(const QString &root)
{
    return UniqueFd(openRoot(root)).valid();
}

/// What no decoder has looked at is sent to nobody.
bool isAsAccepted(const QByteArray &content, const QJsonObject &job)
{
    const QByteArray hash = QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
    return job.value(u"sha256").toString() == QLatin1StringView(hash);
}

QJsonObject success(const DetectionAnswer &answer, const HttpAnswer &call)
{
    QJsonArray detections;
    for (const Detection &detection : answer.detections) {
        detections.append(toJson(detection));
    }
    return {{u"ok"_s, true},
            {u"detections"_s, detections},
            {u"image_width"_s, answer.imageWidth},
            {u"image_height"_s, answer.imageHeight},
            {u"inference_ms"_s, answer.inferenceMs},
            {u"elapsed_ms"_s, static_cast<qint64>(call.elapsed.count())}};
}

} // namespace

QJsonObject performDetection(const QJsonObject &job)
{
    const QString root = job.value(u"root").toString();
    const Result<QByteArray> content =
        readBeneath(root, job.value(u"path").toString(), MaxImageBytes);
    if (!content) {
        return failedJob(rootIsThere(root) ? u"file"_s : u"root"_s, content.error().detail);
    }
    if (!isAsAccepted(content.value(), job)) {
        return failedJob(u"replaced"_s, u"the file was replaced after it was accepted"_s);
    }
    const QByteArray boundary = QUuid::createUuid().toByteArray(QUuid::Id128);
    const HttpAnswer call =
        post({.url = job.value(u"url").toString() + u"/detect"_s,
              .contentType = "multipart/form-data; boundary=" + boundary,
              .body = multipartFile(content.value(), boundary, job.value(u"camera_id").toString()),
              .timeout = timeoutOf(job)});
    if (call.failure != CallFailure::None) {
        return failedCall(call);
    }
    const auto answer =
        parseDetections(call.body, job.value(u"confidence_threshold").toDouble(0.5));
    if (!answer) {
        return garbageCall(call, answer.error().detail);
    }
    return success(answer.value(), call);
}

} // namespace workers
