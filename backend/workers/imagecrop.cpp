// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/imagecrop.h"

#include "backend/workers/imagecheck.h"

#include <memory>
#include <vector>

#include <png.h>
#include <turbojpeg.h>
#include <webp/decode.h>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace workers {

namespace {

constexpr int Channels = 3;
constexpr int Quality = 92;

Error bad(const QString &reason)
{
    return {.kind = ErrorKind::BadRequest, .detail = reason};
}

struct CloseTurbo
{
    void operator()(void *handle) const { tjDestroy(handle); }

    void operator()(unsigned char *bytes) const { tjFree(bytes); }
};

using Turbo = std::unique_ptr<void, CloseTurbo>;
using Pixels = std::vector<unsigned char>;

const unsigned char *dataOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

/// A JPEG with stray bytes is decoded all the same: a warning is no fault.
bool decodeJpeg(const QByteArray &bytes, const ImageInfo &info, Pixels &pixels)
{
    const Turbo turbo(tjInitDecompress());
    return tjDecompress2(turbo.get(), dataOf(bytes), static_cast<unsigned long>(bytes.size()),
                         pixels.data(), info.width, 0, info.height, TJPF_RGB, TJFLAG_LIMITSCANS)
        == 0
        || tjGetErrorCode(turbo.get()) == TJERR_WARNING;
}

bool decodePng(const QByteArray &bytes, Pixels &pixels)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, bytes.constData(),
                                         static_cast<size_t>(bytes.size()))
        == 0) {
        return false;
    }
    image.format = PNG_FORMAT_RGB;
    const png_color black{};
    return png_image_finish_read(&image, &black, pixels.data(), 0, nullptr) != 0;
}

bool decodeWebp(const QByteArray &bytes, const ImageInfo &info, Pixels &pixels)
{
    return WebPDecodeRGBInto(dataOf(bytes), static_cast<size_t>(bytes.size()), pixels.data(),
                             pixels.size(), info.width * Channels)
        != nullptr;
}

Result<QByteArray> encode(const Pixels &pixels, int imageWidth, const Box &box)
{
    const size_t pitch = static_cast<size_t>(imageWidth) * Channels;
    const unsigned char *first =
        pixels.data() + static_cast<size_t>(box.y) * pitch + static_cast<size_t>(box.x) * Channels;
    const Turbo turbo(tjInitCompress());
    unsigned char *out = nullptr;
    unsigned long size = 0;
    const int failed = tjCompress2(turbo.get(), first, box.width, static_cast<int>(pitch),
                                   box.height, TJPF_RGB, &out, &size, TJSAMP_420, Quality, 0);
    const std::unique_ptr<unsigned char, CloseTurbo> owned(out);
    if (failed != 0) {
        return bad(u"the part cannot be written as a JPEG"_s);
    }
    return QByteArray(reinterpret_cast<const char *>(out), static_cast<qsizetype>(size));
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
    Pixels pixels(static_cast<size_t>(info.width) * static_cast<size_t>(info.height) * Channels);
    const bool isDecoded = info.format == u"jpeg" ? decodeJpeg(image, info, pixels)
        : info.format == u"png"                   ? decodePng(image, pixels)
                                                  : decodeWebp(image, info, pixels);
    return isDecoded ? encode(pixels, info.width, *part)
                     : Result<QByteArray>(bad(u"the image cannot be decoded"_s));
}

} // namespace workers
