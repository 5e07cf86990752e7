// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/workers/imagecheck.h"

#include <QByteArray>

#include <vector>

namespace workers {

/// The bytes of a pixel: red, green, blue.
inline constexpr int Channels = 3;

using Pixels = std::vector<unsigned char>;

/// All pixels of an image whose header is `info`, row by row; nothing when it cannot be decoded. A
/// JPEG with stray bytes is decoded all the same.
///
/// Only behind walls, or for bytes that a decoder has been through.
Pixels decodePixels(const QByteArray &bytes, const ImageInfo &info);

/// Pixels to be written: `pitch` bytes from one row to the next.
struct PixelRows
{
    const unsigned char *first = nullptr;
    int width = 0;
    int height = 0;
    int pitch = 0;
};

protocol::Result<QByteArray> encodeJpeg(const PixelRows &rows, int quality);

} // namespace workers
