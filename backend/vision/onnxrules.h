// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QByteArrayView>

#include <opencv2/core.hpp>

namespace vision {

/// The size of the images that an ONNX model takes, from its declared input [N,3,height,width];
/// 640 x 640 where a side is left open.
///
/// Reads only what is needed of the file's protocol buffers and trusts no length in it. Field
/// numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
protocol::Result<cv::Size> inputSizeOf(QByteArrayView model);

} // namespace vision
