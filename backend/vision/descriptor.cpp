// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/descriptor.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace vision {

namespace {

constexpr int Width = 64;
constexpr int Height = 128;
constexpr int Stripes = 8;
constexpr int Hues = 12;
constexpr int Saturations = 4;
constexpr int Levels = 16;
constexpr int StripeSize = Hues * Saturations + 3 * Levels;
static_assert(Stripes * StripeSize == DescriptorSize);

using Stripe = std::array<double, StripeSize>;

/// How much a column counts: the sides of a person's box show the background.
double weightOf(int column)
{
    const double fromMiddle = (column - (Width - 1) / 2.0) / (Width / 6.0);
    return std::exp(-fromMiddle * fromMiddle / 2);
}

int binOf(uchar value, int range, int bins)
{
    return std::min(value * bins / range, bins - 1);
}

void count(Stripe &stripe, const cv::Vec3b &hsv, const cv::Vec3b &lab, double weight)
{
    const auto add = [&stripe, weight](int at) { stripe.at(static_cast<size_t>(at)) += weight; };
    add(binOf(hsv[0], 180, Hues) * Saturations + binOf(hsv[1], 256, Saturations));
    add(Hues * Saturations + binOf(hsv[2], 256, Levels));
    // Opponent colours of footage lie near the middle: 128 +- 32 is spread over all bins.
    const auto spread = [](uchar value) {
        return static_cast<uchar>(std::clamp((value - 128) * 4 + 128, 0, 255));
    };
    add(Hues * Saturations + Levels + binOf(spread(lab[1]), 256, Levels));
    add(Hues * Saturations + 2 * Levels + binOf(spread(lab[2]), 256, Levels));
}

Stripe stripeOf(const cv::Mat &hsv, const cv::Mat &lab)
{
    Stripe stripe{};
    for (int row = 0; row < hsv.rows; ++row) {
        for (int column = 0; column < Width; ++column) {
            count(stripe, hsv.at<cv::Vec3b>(row, column), lab.at<cv::Vec3b>(row, column),
                  weightOf(column));
        }
    }
    return stripe;
}

} // namespace

QList<double> describe(const cv::Mat &image)
{
    cv::Mat small;
    cv::resize(image, small, cv::Size(Width, Height), 0, 0, cv::INTER_AREA);
    cv::Mat hsv;
    cv::Mat lab;
    cv::cvtColor(small, hsv, cv::COLOR_BGR2HSV);
    cv::cvtColor(small, lab, cv::COLOR_BGR2Lab);
    QList<double> numbers;
    double total = 0;
    for (int i = 0; i < Stripes; ++i) {
        const cv::Range rows(i * Height / Stripes, (i + 1) * Height / Stripes);
        for (const double frequency : stripeOf(hsv.rowRange(rows), lab.rowRange(rows))) {
            total += frequency;
            numbers.append(std::sqrt(frequency));
        }
    }
    for (double &number : numbers) {
        number /= std::sqrt(total);
    }
    return numbers;
}

double similarity(const QList<double> &descriptor, const QList<double> &other)
{
    double product = 0;
    double squares = 0;
    for (qsizetype i = 0; i < std::min(descriptor.size(), other.size()); ++i) {
        product += descriptor.at(i) * other.at(i);
        squares += other.at(i) * other.at(i);
    }
    return squares > 0 ? std::clamp(product / std::sqrt(squares), 0.0, 1.0) : 0;
}

} // namespace vision
