// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/measure.h"

#include "backend/workers/imagecheck.h"

#include <array>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>

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

cv::Mat histogram(const cv::Mat &hsv, const std::vector<int> &channels,
                  const std::vector<int> &sizes, const std::vector<float> &ranges)
{
    cv::Mat counts;
    cv::calcHist(std::vector<cv::Mat>{hsv}, channels, cv::Mat(), counts, sizes, ranges);
    return counts;
}

QString dominantColour(const cv::Mat &image, double brightness)
{
    cv::Mat hsv;
    cv::cvtColor(image, hsv, cv::COLOR_BGR2HSV);
    const double saturation = cv::mean(hsv)[1] / 255;
    if (saturation < 0.15) {
        return brightness < 0.2 ? u"black"_s : brightness > 0.8 ? u"white"_s : u"grey"_s;
    }
    const cv::Mat hues = histogram(hsv, {0}, {36}, {0, 180});
    cv::Point most;
    cv::minMaxLoc(hues, nullptr, nullptr, nullptr, &most);
    return hueName(most.y * 5 + 2);
}

} // namespace

Result<cv::Mat> readImage(const QByteArray &bytes)
{
    const Result<workers::ImageInfo> probed = workers::probeImage(bytes);
    if (!probed) {
        return probed.error();
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
    cv::cvtColor(image, grey, cv::COLOR_BGR2GRAY);
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
            .dominantColour = dominantColour(image, brightness),
            .light = brightness < 0.2 ? u"night"_s : u"day"_s};
}

QList<double> describe(const cv::Mat &image)
{
    cv::Mat hsv;
    cv::cvtColor(image, hsv, cv::COLOR_BGR2HSV);
    cv::Mat colours =
        histogram(hsv, {0, 1, 2}, {8, 8, 8}, {0, 180, 0, 256, 0, 256}).reshape(1, 1).clone();
    cv::normalize(colours, colours);
    cv::Mat small;
    cv::resize(image, small, cv::Size(64, 64), 0, 0, cv::INTER_AREA);
    const cv::HOGDescriptor hog(cv::Size(64, 64), cv::Size(16, 16), cv::Size(16, 16),
                                cv::Size(16, 16), 16);
    std::vector<float> edges;
    hog.compute(small, edges);
    cv::Mat all;
    cv::hconcat(colours, cv::Mat(edges, true).reshape(1, 1), all);
    cv::normalize(all, all);
    QList<double> numbers;
    for (int i = 0; i < all.cols; ++i) {
        numbers.append(static_cast<double>(all.at<float>(0, i)));
    }
    return numbers;
}

} // namespace vision
