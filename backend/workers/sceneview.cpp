// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/sceneview.h"

#include "backend/workers/pixels.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace workers {

namespace {

constexpr int WishedWidth = 320;

std::vector<unsigned char> greyOf(const Pixels &pixels)
{
    std::vector<unsigned char> grey;
    grey.reserve(pixels.size() / Channels);
    for (size_t at = 0; at + 2 < pixels.size(); at += Channels) {
        // Rec. 601, in parts of 256.
        const int light = pixels[at] * 77 + pixels[at + 1] * 150 + pixels[at + 2] * 29;
        grey.push_back(static_cast<unsigned char>(light / 256));
    }
    return grey;
}

int pixel(const GreyImage &image, int x, int y)
{
    return image
        .pixels[static_cast<size_t>(y) * static_cast<size_t>(image.width) + static_cast<size_t>(x)];
}

unsigned char meanOf(const GreyImage &image, int left, int top, int step)
{
    int sum = 0;
    for (int y = top; y < top + step; ++y) {
        for (int x = left; x < left + step; ++x) {
            sum += pixel(image, x, y);
        }
    }
    return static_cast<unsigned char>(sum / (step * step));
}

struct CellSums
{
    double light = 0;
    double edges = 0;
    double curves = 0; ///< how fast the edges begin and end
    int count = 0;
};

void add(CellSums &sums, const GreyImage &image, int x, int y)
{
    const int here = pixel(image, x, y);
    sums.light += here;
    ++sums.count;
    if (x == 0 || y == 0 || x + 1 == image.width || y + 1 == image.height) {
        return;
    }
    const int left = pixel(image, x - 1, y);
    const int right = pixel(image, x + 1, y);
    const int up = pixel(image, x, y - 1);
    const int down = pixel(image, x, y + 1);
    sums.edges += std::abs(right - left) + std::abs(down - up);
    sums.curves += std::abs(4 * here - left - right - up - down);
}

char byteOf(double value)
{
    return static_cast<char>(static_cast<unsigned char>(std::clamp(std::lround(value), 0L, 255L)));
}

} // namespace

std::optional<GreyImage> smallGrey(const QByteArray &bytes, const ImageInfo &info,
                                   std::vector<unsigned char> grey)
{
    if (grey.empty()) {
        grey = greyOf(decodePixels(bytes, info));
    }
    const GreyImage whole{.pixels = std::move(grey), .width = info.width, .height = info.height};
    if (whole.pixels.size() != static_cast<size_t>(info.width) * static_cast<size_t>(info.height)) {
        return std::nullopt;
    }
    const int step = std::max(1, info.width / WishedWidth);
    if (step == 1) {
        return whole;
    }
    GreyImage small{.width = info.width / step, .height = info.height / step};
    small.pixels.reserve(static_cast<size_t>(small.width) * static_cast<size_t>(small.height));
    for (int y = 0; y < small.height; ++y) {
        for (int x = 0; x < small.width; ++x) {
            small.pixels.push_back(meanOf(whole, x * step, y * step, step));
        }
    }
    return small;
}

std::optional<SceneView> sceneView(const GreyImage &image, int width, int height)
{
    if (image.width < width || image.height < height) {
        return std::nullopt;
    }
    std::vector<CellSums> cells(static_cast<size_t>(width) * static_cast<size_t>(height));
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            const int cell = y * height / image.height * width + x * width / image.width;
            add(cells[static_cast<size_t>(cell)], image, x, y);
        }
    }
    constexpr double logarithmScale = 32; // of a difference of 255 in both directions: 288
    SceneView view;
    double edges = 0;
    double curves = 0;
    for (const CellSums &cell : cells) {
        view.light.append(byteOf(cell.light / cell.count));
        view.edges.append(byteOf(std::log2(1 + cell.edges / cell.count) * logarithmScale));
        edges += cell.edges;
        curves += cell.curves;
    }
    view.sharpness = edges > 0 ? curves / edges : 0;
    return view;
}

} // namespace workers
