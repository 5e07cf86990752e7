// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/thumbnail.h"

#include "backend/workers/imagecheck.h"
#include "backend/workers/pixels.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace workers {

namespace {

/// Tried in this order until the result is small enough.
constexpr std::array Qualities{85, 70, 50, 30, 10};

struct Size
{
    int width = 0;
    int height = 0;
};

Size fitting(const Box &part, int side)
{
    const int longest = std::max(part.width, part.height);
    if (longest <= side) {
        return {.width = part.width, .height = part.height};
    }
    return {.width = std::max(1, part.width * side / longest),
            .height = std::max(1, part.height * side / longest)};
}

/// The mean of a block of the part, in one channel.
unsigned char meanOf(const PixelRows &part, const Box &block, int channel)
{
    qint64 sum = 0;
    for (int y = block.y; y < block.y + block.height; ++y) {
        const unsigned char *row = part.first + qsizetype{y} * part.pitch;
        for (int x = block.x; x < block.x + block.width; ++x) {
            sum += row[x * Channels + channel];
        }
    }
    return static_cast<unsigned char>(sum / (qint64{block.width} * block.height));
}

/// Each new pixel is the mean of those that it stands for.
Pixels scaled(const PixelRows &part, const Size &size)
{
    Pixels pixels;
    pixels.reserve(static_cast<size_t>(size.width) * static_cast<size_t>(size.height) * Channels);
    const auto edge = [](int number, int of, int length) {
        return static_cast<int>(qint64{number} * length / of);
    };
    for (int y = 0; y < size.height; ++y) {
        const int top = edge(y, size.height, part.height);
        const int bottom = std::max(top + 1, edge(y + 1, size.height, part.height));
        for (int x = 0; x < size.width; ++x) {
            const int left = edge(x, size.width, part.width);
            const int right = std::max(left + 1, edge(x + 1, size.width, part.width));
            const Box block{.x = left, .y = top, .width = right - left, .height = bottom - top};
            for (int channel = 0; channel < Channels; ++channel) {
                pixels.push_back(meanOf(part, block, channel));
            }
        }
    }
    return pixels;
}

Result<QByteArray> encodeSmall(const Pixels &pixels, const Size &size)
{
    for (const int quality : Qualities) {
        Result<QByteArray> encoded = encodeJpeg({.first = pixels.data(),
                                                 .width = size.width,
                                                 .height = size.height,
                                                 .pitch = size.width * Channels},
                                                quality);
        if (!encoded || encoded.value().size() <= MaxThumbnailBytes) {
            return encoded;
        }
    }
    return Error{ErrorKind::BadRequest, u"the image does not become small"_s};
}

} // namespace

Result<QByteArray> makeThumbnail(const QByteArray &image, const std::optional<Box> &box, int side)
{
    const Result<ImageInfo> probed = probeImage(image);
    if (!probed) {
        return probed.error();
    }
    const ImageInfo &info = probed.value();
    const Box whole{.width = info.width, .height = info.height};
    const Box part = box ? cropBox(*box, info.width, info.height).value_or(whole) : whole;
    const Pixels pixels = decodePixels(image, info);
    if (pixels.empty()) {
        return Error{ErrorKind::BadRequest, u"the image cannot be decoded"_s};
    }
    const int pitch = info.width * Channels;
    const PixelRows rows{.first = pixels.data() + qsizetype{part.y} * pitch
                             + qsizetype{part.x} * Channels,
                         .width = part.width,
                         .height = part.height,
                         .pitch = pitch};
    const Size size = fitting(part, std::clamp(side, 1, MaxThumbnailSide));
    return encodeSmall(scaled(rows, size), size);
}

} // namespace workers
