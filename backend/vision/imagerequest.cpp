// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/imagerequest.h"

#include "backend/vision/measure.h"
#include "backend/vision/multipartrules.h"
#include "backend/vision/requestrules.h"

#include <QElapsedTimer>
#include <QJsonDocument>

#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace vision {

namespace {

/// What a request brought, before anything of it is decoded.
struct Brought
{
    std::optional<QByteArray> file = {};
    QJsonObject fields = {};
};

Result<Brought> fromForm(const Request &request)
{
    const auto parts = multipartParts(request.contentType, request.body);
    if (!parts) {
        return parts.error();
    }
    Brought brought;
    for (const FormPart &part : parts.value()) {
        if (part.name == "file") {
            brought.file = part.content;
        } else {
            brought.fields.insert(QString::fromUtf8(part.name), QString::fromUtf8(part.content));
        }
    }
    return brought;
}

Result<Brought> fromBody(const Request &request)
{
    const Result<QJsonObject> json = jsonBody(request.body);
    if (!json) {
        return Error{.kind = ErrorKind::BadRequest,
                     .detail = u"neither a form with a file nor a JSON object with an image: "_s
                         + json.error().detail};
    }
    return Brought{.fields = json.value()};
}

/// The bytes of the image, taken out of what was brought.
Result<QByteArray> takeImage(Brought &brought)
{
    if (brought.file) {
        return *brought.file;
    }
    const QStringView key = brought.fields.contains(u"image_base64") ? u"image_base64" : u"image";
    Result<QByteArray> bytes = base64Of(brought.fields, key);
    brought.fields.remove(key);
    return bytes;
}

} // namespace

Response success(const QJsonObject &object)
{
    return {.json = QJsonDocument(object).toJson(QJsonDocument::Compact)};
}

double elapsedMs(const QElapsedTimer &timer)
{
    return std::round(static_cast<double>(timer.nsecsElapsed()) / 1e4) / 100;
}

Response withImage(const Request &request, const std::function<Response(const ImageRequest &)> &use)
{
    Result<Brought> brought =
        isMultipart(request.contentType) ? fromForm(request) : fromBody(request);
    if (!brought) {
        return failure(400, brought.error().detail);
    }
    const Result<QByteArray> bytes = takeImage(brought.value());
    if (!bytes) {
        return failure(400, bytes.error().detail);
    }
    if (bytes.value().size() > MaxFileBytes) {
        return failure(413, u"the image is larger than 10 MB"_s);
    }
    const Result<cv::Mat> image = readImage(bytes.value());
    return image ? use({.image = image.value(), .fields = brought.value().fields})
                 : failure(400, image.error().detail);
}

} // namespace vision
