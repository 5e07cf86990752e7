// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/workers/detectionrules.h"

#include <opencv2/objdetect.hpp>

namespace vision {

/// Finds upright faces seen from the front with OpenCV's trained Haar cascade (Viola and Jones
/// 2001).
class FaceDetector final
{
public:
    /// Where Debian's opencv-data, or another installation, keeps the cascade; empty when nowhere.
    static QString packagedCascade();

    /// Reads the cascade; what it cannot read leaves it without, and fault() says why.
    explicit FaceDetector(const QString &cascadeFile = packagedCascade());

    /// Why it finds nothing; empty when it works.
    QString fault() const { return m_fault; }

    /// Class "face", source "cascade"; most confident first. About 50 ms of processor time for a
    /// 768 x 576 frame.
    QList<workers::Detection> detect(const cv::Mat &image);

private:
    cv::CascadeClassifier m_cascade;
    QString m_fault;
};

} // namespace vision
