// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/facedetector.h"

#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <array>
#include <cmath>

#include <opencv2/imgproc.hpp>

using namespace Qt::StringLiterals;

namespace vision {

namespace {

constexpr QStringView CascadeName = u"haarcascade_frontalface_alt2.xml";
/// Smaller faces than 30 pixels take most of the time and are mostly noise; larger images are
/// scaled down to this side.
constexpr double WorkingSide = 768;
constexpr int SmallestFace = 30;
constexpr double ScaleStep = 1.2;
constexpr int Neighbours = 4;
/// Sum of the last stage at which a find counts as even odds: chosen so that 0.5 lies above
/// everything found in footage without recognisable faces.
constexpr double Even = 55.5;
constexpr double Slope = 2;

double confidenceOfFace(double weight)
{
    return 1 / (1 + std::exp(-Slope * (weight - Even)));
}

workers::Detection toDetection(const cv::Rect &box, double weight, double scale)
{
    return {.objectType = u"face"_s,
            .confidence = confidenceOfFace(weight),
            .x = cvFloor(box.x / scale),
            .y = cvFloor(box.y / scale),
            .width = cvFloor(box.width / scale),
            .height = cvFloor(box.height / scale),
            .source = u"cascade"_s};
}

} // namespace

QString FaceDetector::packagedCascade()
{
    const QStringList folders{u"opencv4/haarcascades"_s, u"opencv/haarcascades"_s,
                              u"OpenCV/haarcascades"_s};
    // XDG_DATA_DIRS of a service may name nothing of the system's.
    const QStringList roots = QStandardPaths::standardLocations(QStandardPaths::GenericDataLocation)
        + QStringList{u"/usr/share"_s, u"/usr/local/share"_s};
    for (const QString &root : roots) {
        for (const QString &folder : folders) {
            QString file = root + u'/' + folder + u'/' + CascadeName;
            if (QFileInfo(file).isReadable()) {
                return file;
            }
        }
    }
    return {};
}

FaceDetector::FaceDetector(const QString &cascadeFile)
{
    if (cascadeFile.isEmpty()) {
        m_fault = u"%1 is not installed; Debian's package opencv-data has it"_s.arg(CascadeName);
        return;
    }
    if (!QFileInfo(cascadeFile).isReadable()) {
        m_fault = u"%1 cannot be read"_s.arg(cascadeFile);
        return;
    }
    try {
        m_cascade.load(QFile::encodeName(cascadeFile).toStdString());
    } catch (const cv::Exception &) {
        m_cascade = {};
    }
    if (m_cascade.empty()) {
        m_fault = u"%1 is not a Haar cascade"_s.arg(cascadeFile);
    }
}

QList<workers::Detection> FaceDetector::detect(const cv::Mat &image)
{
    const double scale = std::min(WorkingSide / std::max(image.cols, image.rows), 1.0);
    if (!m_fault.isEmpty() || std::min(image.cols, image.rows) * scale < SmallestFace) {
        return {};
    }
    cv::Mat grey;
    cv::resize(image, grey, {}, scale, scale, cv::INTER_AREA);
    cv::cvtColor(grey, grey, cv::COLOR_BGR2GRAY);
    cv::equalizeHist(grey, grey);
    std::vector<cv::Rect> boxes;
    std::vector<int> levels;
    std::vector<double> weights;
    m_cascade.detectMultiScale(grey, boxes, levels, weights, ScaleStep, Neighbours, 0,
                               cv::Size(SmallestFace, SmallestFace), cv::Size(), true);
    QList<workers::Detection> found;
    for (size_t i = 0; i < boxes.size() && i < weights.size(); ++i) {
        found.append(toDetection(boxes.at(i), weights.at(i), scale));
    }
    std::sort(found.begin(), found.end(),
              [](const auto &a, const auto &b) { return a.confidence > b.confidence; });
    return found;
}

} // namespace vision
