// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/imagecrop.h"

#include "backend/workers/imagecheck.h"
#include "backend/workers/pixels.h"

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace workers {

namespace {

constexpr int Quality = 92;

Error bad(const QString &reason)
{
    return {.kind = ErrorKind::BadRequest, .detail = reason};
}

} // namespace

Result<QByteArray> cropImage(const QByteArray &image, const Box &box)
{
    const Result<ImageInfo> probed = probeImage(image);
    if (!probed) {
        return probed.error();
    }
    const ImageInfo &info = probed.value();
    const auto part = cropBox(box, info.width, info.height);
    if (!part) {
        return bad(u"the box does not lie in the image"_s);
    }
    const Pixels pixels = decodePixels(image, info);
    if (pixels.empty()) {
        return bad(u"the image cannot be decoded"_s);
    }
    const int pitch = info.width * Channels;
    return encodeJpeg(
        {.first = pixels.data() + qsizetype{part->y} * pitch + qsizetype{part->x} * Channels,
         .width = part->width,
         .height = part->height,
         .pitch = pitch},
        Quality);
}

} // namespace workers
