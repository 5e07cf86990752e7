// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/vision/yolorules.h"

#include <opencv2/dnn.hpp>

namespace vision {

/// A detector of the user's: an ONNX model of the YOLO kind, run by OpenCV on the processor.
class YoloModel final
{
public:
    /// Reads `file`, and the names of its classes from FILE.names beside it (COCO's without), and
    /// runs it once. An error says in one line what is wrong with it.
    static protocol::Result<YoloModel> load(const QString &file);

    /// The file's name without folder and ending.
    QString name() const { return m_name; }

    /// As readYolo(). Not re-entrant.
    QList<workers::Detection> detect(const cv::Mat &image);

private:
    cv::Mat forward(const cv::Mat &image, const Letterbox &letterbox);

    QString m_name;
    QStringList m_classes;
    cv::Size m_input;
    YoloShape m_shape;
    cv::dnn::Net m_net;
};

} // namespace vision
