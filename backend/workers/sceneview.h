// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/workers/imagecheck.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace workers {

/// An image in grey, a byte a pixel, row by row.
struct GreyImage
{
    std::vector<unsigned char> pixels = {};
    int width = 0;
    int height = 0;
};

/// What a place looks like, by little: see pipeline::View.
struct SceneView
{
    QByteArray light = {};
    QByteArray edges = {};
    double sharpness = 0;
};

/// About 320 pixels wide: each pixel the mean of those that it stands for. `grey` are the pixels of
/// a JPEG as checkImage() has left them; any other image is decoded. Nothing when it cannot be. For
/// decoders: the bytes are foreign.
std::optional<GreyImage> smallGrey(const QByteArray &bytes, const ImageInfo &info,
                                   std::vector<unsigned char> grey);

/// The cells are `width` x `height`; nothing for an image that is smaller than that.
std::optional<SceneView> sceneView(const GreyImage &image, int width, int height);

} // namespace workers
