// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace support {

/// A detector so small that it can be written by hand: everywhere the same box, whose first class
/// is as sure as the image is red and whose second as it is green.
struct TinyYolo
{
    /// YOLOv5's [1,16,5+classes] instead of YOLOv8's [1,4+classes,16].
    bool rows = false;
    int classes = 2;
    /// Declared sides of the input; 0 leaves them open.
    int side = 32;
    /// Middle and size of the box in pixels of the 32 x 32 input.
    QList<float> box{16, 16, 8, 16};
};

/// The model as an ONNX file (protocol buffers, operators of version 11).
QByteArray onnxOf(const TinyYolo &model);

} // namespace support
