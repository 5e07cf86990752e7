// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/imagecheck.h"

#include "backend/workers/filerules.h"

#include <QtEndian>

#include <csetjmp>
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

/// A PNG's signature and IHDR chunk.
constexpr qsizetype PngHeaderEnd = 33;
constexpr quint32 SideCap = 1U << 30U;

Error bad(const QString &reason)
{
    return {.kind = ErrorKind::BadRequest, .detail = reason};
}

const unsigned char *dataOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

struct CloseTurbo
{
    void operator()(void *handle) const { tjDestroy(handle); }
};

using Turbo = std::unique_ptr<void, CloseTurbo>;

Result<ImageInfo> probeJpeg(const QByteArray &bytes)
{
    const Turbo turbo(tjInitDecompress());
    ImageInfo info{.format = u"jpeg"_s};
    int subsampling = 0;
    int colours = 0;
    if (tjDecompressHeader3(turbo.get(), dataOf(bytes), static_cast<unsigned long>(bytes.size()),
                            &info.width, &info.height, &subsampling, &colours)
        != 0) {
        return bad(u"damaged: "_s + QString::fromLocal8Bit(tjGetErrorStr2(turbo.get())));
    }
    return info;
}

Result<ImageInfo> probePng(const QByteArray &bytes)
{
    if (bytes.size() < PngHeaderEnd || bytes.mid(12, 4) != "IHDR") {
        return bad(u"damaged: a PNG without a header"_s);
    }
    const auto width = qFromBigEndian<quint32>(bytes.constData() + 16);
    const auto height = qFromBigEndian<quint32>(bytes.constData() + 20);
    return ImageInfo{.format = u"png"_s,
                     .width = static_cast<int>(std::min(width, SideCap)),
                     .height = static_cast<int>(std::min(height, SideCap))};
}

Result<ImageInfo> probeWebp(const QByteArray &bytes)
{
    ImageInfo info{.format = u"webp"_s};
    if (WebPGetInfo(dataOf(bytes), static_cast<size_t>(bytes.size()), &info.width, &info.height)
        == 0) {
        return bad(u"damaged: a WebP without a header"_s);
    }
    return info;
}

Result<ImageInfo> probeAny(const QByteArray &bytes)
{
    if (bytes.startsWith("\xff\xd8\xff")) {
        return probeJpeg(bytes);
    }
    if (bytes.startsWith("\x89PNG\r\n\x1a\n")) {
        return probePng(bytes);
    }
    if (bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP") {
        return probeWebp(bytes);
    }
    return bad(u"neither a JPEG, a PNG nor a WebP image"_s);
}

QString decodeJpeg(const QByteArray &bytes, const ImageInfo &info,
                   std::vector<unsigned char> &pixels)
{
    const Turbo turbo(tjInitDecompress());
    pixels.resize(static_cast<size_t>(info.width) * static_cast<size_t>(info.height));
    if (tjDecompress2(turbo.get(), dataOf(bytes), static_cast<unsigned long>(bytes.size()),
                      pixels.data(), info.width, 0, info.height, TJPF_GRAY, TJFLAG_LIMITSCANS)
        == 0) {
        return {};
    }
    const QString why = QString::fromLocal8Bit(tjGetErrorStr2(turbo.get()));
    // Cameras write stray bytes between segments; every pixel was decoded all the same.
    if (why.contains(u"extraneous bytes") && hasEndMarker(bytes.right(TailBytes))) {
        return {};
    }
    return (why.contains(u"remature end") ? u"truncated: "_s : u"damaged: "_s) + why;
}

struct PngSource
{
    const QByteArray *bytes = nullptr;
    qsizetype at = 0;
    QString fault = {};
};

void readPng(png_structp png, png_bytep target, png_size_t count)
{
    auto *source = static_cast<PngSource *>(png_get_io_ptr(png));
    if (source->bytes->size() - source->at < static_cast<qsizetype>(count)) {
        png_error(png, "truncated");
    }
    std::copy_n(source->bytes->constData() + source->at, count, target);
    source->at += static_cast<qsizetype>(count);
}

[[noreturn]] void failPng(png_structp png, png_const_charp message)
{
    auto *source = static_cast<PngSource *>(png_get_error_ptr(png));
    source->fault = QString::fromLatin1(message);
    png_longjmp(png, 1);
}

void ignorePng(png_structp /*png*/, png_const_charp /*message*/) { }

/// In a function of its own: nothing with a destructor may lie between setjmp and longjmp.
bool decodePngRows(png_structp png, png_infop info, std::vector<png_byte> &row)
{
    if (setjmp(png_jmpbuf(png)) != 0) { // NOLINT(cert-err52-cpp): libpng's way to report errors
        return false;
    }
    png_read_info(png, info);
    const int passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
    row.resize(png_get_rowbytes(png, info));
    const png_uint_32 height = png_get_image_height(png, info);
    for (int pass = 0; pass < passes; ++pass) {
        for (png_uint_32 y = 0; y < height; ++y) {
            png_read_row(png, row.data(), nullptr);
        }
    }
    png_read_end(png, nullptr);
    return true;
}

QString decodePng(const QByteArray &bytes)
{
    PngSource source{.bytes = &bytes};
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, failPng, ignorePng);
    png_infop info = png_create_info_struct(png);
    png_set_read_fn(png, &source, readPng);
    png_set_user_limits(png, MaxImageSide, MaxImageSide);
    std::vector<png_byte> row;
    const bool ok = decodePngRows(png, info, row);
    png_destroy_read_struct(&png, &info, nullptr);
    if (ok) {
        return {};
    }
    return source.fault == u"truncated" ? u"truncated: the data end early"_s
                                        : QString(u"damaged: "_s + source.fault);
}

QString decodeWebp(const QByteArray &bytes, const ImageInfo &info)
{
    const auto declared = qFromLittleEndian<quint32>(bytes.constData() + 4);
    if (qint64{declared} + 8 > bytes.size()) {
        return u"truncated: the data end early"_s;
    }
    std::vector<uint8_t> pixels(static_cast<size_t>(info.width) * static_cast<size_t>(info.height)
                                * 3);
    return WebPDecodeRGBInto(dataOf(bytes), static_cast<size_t>(bytes.size()), pixels.data(),
                             pixels.size(), info.width * 3)
            == nullptr
        ? u"damaged: the WebP data cannot be decoded"_s
        : QString();
}

} // namespace

QString videoFormat(const QByteArray &head)
{
    const auto at = [&head](qsizetype place, const char *text) {
        return head.mid(place, static_cast<qsizetype>(qstrlen(text))) == text;
    };
    if (at(4, "ftyp") || at(4, "moov") || at(4, "mdat") || at(4, "wide") || at(4, "free")) {
        return u"mp4"_s;
    }
    if (head.startsWith("\x1a\x45\xdf\xa3")) {
        return u"matroska"_s;
    }
    return at(0, "RIFF") && at(8, "AVI ") ? u"avi"_s : QString();
}

Result<ImageInfo> probeImage(const QByteArray &bytes)
{
    Result<ImageInfo> probed = probeAny(bytes);
    if (!probed) {
        return probed;
    }
    const ImageInfo &info = probed.value();
    if (info.width < 1 || info.height < 1) {
        return bad(u"damaged: the image has no pixels"_s);
    }
    if (info.width > MaxImageSide || info.height > MaxImageSide
        || qint64{info.width} * info.height > MaxImagePixels) {
        return bad(u"too large: %1 x %2 pixels"_s.arg(info.width).arg(info.height));
    }
    return probed;
}

Result<ImageInfo> checkImage(const QByteArray &bytes, std::vector<unsigned char> *grey)
{
    Result<ImageInfo> probed = probeImage(bytes);
    if (!probed) {
        return probed;
    }
    const ImageInfo &info = probed.value();
    std::vector<unsigned char> own;
    const QString fault = info.format == u"jpeg" ? decodeJpeg(bytes, info, grey ? *grey : own)
        : info.format == u"png"                  ? decodePng(bytes)
                                                 : decodeWebp(bytes, info);
    if (!fault.isEmpty()) {
        return bad(fault);
    }
    return probed;
}

} // namespace workers
