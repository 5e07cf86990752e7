// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/jpegs.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>

#include <cstdio>
#include <vector>

#include <turbojpeg.h>

using namespace Qt::StringLiterals;

namespace scenario {

namespace {

constexpr int Quality = 90;
constexpr int PlaceWidth = 320;
constexpr int PlaceHeight = 240;
constexpr int Block = 20;

QByteArray greyJpeg(const std::vector<unsigned char> &pixels, int width, int height)
{
    tjhandle turbo = tjInitCompress();
    unsigned char *written = nullptr;
    unsigned long size = 0;
    const int failed = tjCompress2(turbo, pixels.data(), width, 0, height, TJPF_GRAY, &written,
                                   &size, TJSAMP_GRAY, Quality, 0);
    QByteArray bytes = failed != 0
        ? QByteArray()
        : QByteArray(reinterpret_cast<const char *>(written), static_cast<qsizetype>(size));
    tjFree(written);
    tjDestroy(turbo);
    return bytes;
}

} // namespace

QByteArray noiseJpeg(quint32 seed, int side)
{
    QRandomGenerator random(seed);
    std::vector<unsigned char> pixels(static_cast<std::size_t>(side)
                                      * static_cast<std::size_t>(side));
    for (unsigned char &pixel : pixels) {
        pixel = static_cast<unsigned char>(random.bounded(256));
    }
    return greyJpeg(pixels, side, side);
}

QByteArray placeJpeg(quint32 place, quint32 seed)
{
    QRandomGenerator shapes(place);
    std::vector<int> blocks((PlaceWidth / Block) * (PlaceHeight / Block));
    for (int &block : blocks) {
        block = shapes.bounded(20, 236);
    }
    QRandomGenerator noise(seed);
    std::vector<unsigned char> pixels;
    pixels.reserve(static_cast<std::size_t>(PlaceWidth) * PlaceHeight);
    for (int y = 0; y < PlaceHeight; ++y) {
        for (int x = 0; x < PlaceWidth; ++x) {
            const int block =
                blocks.at(static_cast<std::size_t>(y / Block * (PlaceWidth / Block) + x / Block));
            pixels.push_back(static_cast<unsigned char>(block + noise.bounded(-8, 9)));
        }
    }
    return greyJpeg(pixels, PlaceWidth, PlaceHeight);
}

bool upload(const QString &folder, const QString &name, const QByteArray &bytes)
{
    if (!QDir().mkpath(folder)) {
        return false;
    }
    QFile file(folder + u'/' + name + u".tmp"_s);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        return false;
    }
    file.close();
    const QString target = folder + u'/' + name;
    return std::rename(QFile::encodeName(file.fileName()).constData(),
                       QFile::encodeName(target).constData())
        == 0;
}

} // namespace scenario
