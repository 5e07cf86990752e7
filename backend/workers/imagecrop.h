// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/workers/helperrules.h"

#include <QByteArray>

namespace workers {

/// The part of an image that `box` and its margin cover, as a JPEG; a reason when the image cannot
/// be decoded or the box does not lie in it.
///
/// Only for bytes that a decoder has been through: they are decoded here without its walls.
protocol::Result<QByteArray> cropImage(const QByteArray &image, const Box &box);

} // namespace workers
