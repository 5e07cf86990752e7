// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/measure.h"

#include "backend/vision/requestrules.h"
#include "backend/workers/imagecheck.h"

#include <QMap>

#include <algorithm>
#include <array>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace vision {

namespace {

/// Name of a hue in OpenCV's half degrees.
QString hueName(int hue)
{
    struct Named
    {
        int upTo;
        QStringView name;
    };

    static constexpr std::array<Named, 7> names{{{8, u"red"},
                                                 {22, u"orange"},
                                                 {34, u"yellow"},
                                                 {85, u"green"},
                                                 {130, u"blue"},
                                                 {165, u"purple"},
                                                 {180, u"red"}}};
    for (const Named &named : names) {
        if (hue < named.upTo) {
            return named.name.toString();
        }
    }
    return u"red"_s;
}

/// At most 1024 pixels a side: the time and memory of measuring do not grow with the image.
cv::Mat reduced(const cv::Mat &image)
{
    const double scale = std::min(1024.0 / std::max(image.cols, image.rows), 1.0);
    const cv::Size size(std::max(cvRound(image.cols * scale), 1),
                        std::max(cvRound(image.rows * scale), 1));
    cv::Mat small;
    cv::resize(image, small, size, 0, 0, cv::INTER_AREA);
    return small;
}

/// The hue that most of the coloured pixels have.
QString commonHue(const cv::Mat &hsv, const cv::Mat &coloured)
{
    cv::Mat counts;
    cv::calcHist(std::vector<cv::Mat>{hsv}, {0}, coloured, counts, {180}, {0, 180});
    QMap<QString, double> names; // red lies at both ends
    for (int hue = 0; hue < counts.rows; ++hue) {
        names[hueName(hue)] += static_cast<double>(counts.at<float>(hue));
    }
    QString most;
    for (auto name = names.cbegin(); name != names.cend(); ++name) {
        most = name.value() > names.value(most) ? name.key() : most;
    }
    return most;
}

} // namespace

Result<cv::Mat> readImage(const QByteArray &bytes)
{
    const Result<workers::ImageInfo> probed = workers::probeImage(bytes);
    if (!probed) {
        return probed.error();
    }
    if (isScanBomb(bytes)) {
        return Error{.kind = ErrorKind::BadRequest,
                     .detail = u"a JPEG of more passes than any camera writes"_s};
    }
    const cv::Mat wrapped(1, static_cast<int>(bytes.size()), CV_8UC1,
                          const_cast<char *>(bytes.constData())); // NOLINT: read only, by imdecode
    cv::Mat image = cv::imdecode(wrapped, cv::IMREAD_COLOR);
    if (image.empty()) {
        return Error{.kind = ErrorKind::BadRequest, .detail = u"damaged: it cannot be decoded"_s};
    }
    return image;
}

Measured measure(const cv::Mat &image)
{
    cv::Mat grey;
    cv::cvtColor(reduced(image), grey, cv::COLOR_BGR2GRAY);
    cv::Mat edges;
    cv::Laplacian(grey, edges, CV_64F);
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(edges, mean, deviation);
    const double brightness = cv::mean(grey)[0] / 255;
    return {.width = image.cols,
            .height = image.rows,
            .brightness = brightness,
            .sharpness = deviation[0] * deviation[0],
            .dominantColour = dominantColour(image),
            .light = brightness < 0.2 ? u"night"_s : u"day"_s};
}

QString dominantColour(const cv::Mat &image)
{
    cv::Mat hsv;
    cv::cvtColor(reduced(image), hsv, cv::COLOR_BGR2HSV);
    cv::Mat coloured;
    cv::inRange(hsv, cv::Scalar(0, 50, 40), cv::Scalar(180, 255, 255), coloured);
    if (cv::countNonZero(coloured) * 4 >= hsv.rows * hsv.cols) {
        return commonHue(hsv, coloured);
    }
    const double brightness = cv::mean(hsv)[2] / 255;
    return brightness < 0.2 ? u"black"_s : brightness > 0.8 ? u"white"_s : u"grey"_s;
}

} // namespace vision
