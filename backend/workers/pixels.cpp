// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/pixels.h"

#include <memory>

#include <png.h>
#include <turbojpeg.h>
#include <webp/decode.h>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace workers {

namespace {

struct CloseTurbo
{
    void operator()(void *handle) const { tjDestroy(handle); }

    void operator()(unsigned char *bytes) const { tjFree(bytes); }
};

using Turbo = std::unique_ptr<void, CloseTurbo>;

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

} // namespace

Pixels decodePixels(const QByteArray &bytes, const ImageInfo &info)
{
    Pixels pixels(static_cast<size_t>(info.width) * static_cast<size_t>(info.height) * Channels);
    const bool isDecoded = info.format == u"jpeg" ? decodeJpeg(bytes, info, pixels)
        : info.format == u"png"                   ? decodePng(bytes, pixels)
                                                  : decodeWebp(bytes, info, pixels);
    return isDecoded ? pixels : Pixels();
}

Result<QByteArray> encodeJpeg(const PixelRows &rows, int quality)
{
    const Turbo turbo(tjInitCompress());
    unsigned char *out = nullptr;
    unsigned long size = 0;
    const int failed = tjCompress2(turbo.get(), rows.first, rows.width, rows.pitch, rows.height,
                                   TJPF_RGB, &out, &size, TJSAMP_420, quality, 0);
    const std::unique_ptr<unsigned char, CloseTurbo> owned(out);
    if (failed != 0) {
        return Error{ErrorKind::BadRequest, u"the part cannot be written as a JPEG"_s};
    }
    return QByteArray(reinterpret_cast<const char *>(out), static_cast<qsizetype>(size));
}

} // namespace workers
