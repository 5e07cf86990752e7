// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/workers/helperrules.h"

#include <QByteArray>

#include <optional>

namespace workers {

/// A small JPEG, at most this large, of an image or of the part of it that `box` and its margin
/// cover; never larger than that part is. A reason when the image cannot be decoded.
///
/// For decoders: the bytes are foreign.
protocol::Result<QByteArray> makeThumbnail(const QByteArray &image, const std::optional<Box> &box,
                                           int side);

inline constexpr int MaxThumbnailSide = 640;
inline constexpr qsizetype MaxThumbnailBytes = 44'000;

} // namespace workers
