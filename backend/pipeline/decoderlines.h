// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/decoders.h"

#include <QJsonObject>
#include <QString>

// The lines that go to a decoder and come from it; its side is in workers/decoder.cpp.
namespace pipeline {

/// To look at a file: `mediaType` is image or video.
QJsonObject decoderRequest(const QString &path, const QString &root, const QString &mediaType);

QJsonObject thumbnailRequest(const ThumbnailWish &wish);

Decoded decodedFromJson(const QJsonObject &object);

} // namespace pipeline
