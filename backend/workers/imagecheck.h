// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace workers {

/// What an image's header says. `format` is jpeg, png or webp: by its first bytes, never by name.
struct ImageInfo
{
    QString format = {};
    int width = 0;
    int height = 0;

    bool operator==(const ImageInfo &) const = default;
};

/// Limits of an image that we take. Source: reliability.md S13, decision 18.
inline constexpr qint64 MinImageBytes = 1024;
inline constexpr qint64 MaxImageBytes = qint64{20} * 1024 * 1024;
inline constexpr qint64 MaxImagePixels = qint64{50} * 1000 * 1000;
inline constexpr int MaxImageSide = 16384;

/// A video is only hashed and known by its first bytes; what it shows is for ffmpeg to find out.
inline constexpr qint64 MaxVideoBytes = qint64{2} * 1024 * 1024 * 1024;

/// mp4 (also mov), matroska or avi by its first bytes; empty for anything else.
QString videoFormat(const QByteArray &head);

/// Reads the header and applies the limits on sides and pixels; decodes nothing.
protocol::Result<ImageInfo> probeImage(const QByteArray &bytes);

/// Decodes every pixel; an image that ends early or is damaged is an error with its reason. The
/// pixels of a JPEG, which are decoded in grey, are left in `grey` for who wants them.
protocol::Result<ImageInfo> checkImage(const QByteArray &bytes,
                                       std::vector<unsigned char> *grey = nullptr);

} // namespace workers
