// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testimages.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <random>
#include <vector>

#include <png.h>
#include <turbojpeg.h>
#include <webp/encode.h>

namespace support {

namespace {

std::vector<unsigned char> noise(int width, int height, unsigned seed)
{
    std::minstd_rand random(seed);
    std::vector<unsigned char> pixels(static_cast<size_t>(width) * static_cast<size_t>(height) * 3);
    for (unsigned char &pixel : pixels) {
        pixel = static_cast<unsigned char>(random() >> 8U);
    }
    return pixels;
}

QByteArray pngOf(const std::vector<unsigned char> &pixels, int width, int height)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(width);
    image.height = static_cast<png_uint_32>(height);
    image.format = PNG_FORMAT_RGB;
    png_alloc_size_t size = 0;
    png_image_write_to_memory(&image, nullptr, &size, 0, pixels.data(), 0, nullptr);
    QByteArray bytes(static_cast<qsizetype>(size), '\0');
    png_image_write_to_memory(&image, bytes.data(), &size, 0, pixels.data(), 0, nullptr);
    bytes.truncate(static_cast<qsizetype>(size));
    return bytes;
}

} // namespace

quint32 pngCrc(const QByteArray &bytes)
{
    quint32 crc = 0xffffffffU;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc & 1U) != 0 ? 0xedb88320U ^ (crc >> 1U) : crc >> 1U;
        }
    }
    return crc ^ 0xffffffffU;
}

QByteArray jpegImage(int width, int height, unsigned seed)
{
    const std::vector<unsigned char> pixels = noise(width, height, seed);
    tjhandle turbo = tjInitCompress();
    unsigned char *out = nullptr;
    unsigned long size = 0;
    tjCompress2(turbo, pixels.data(), width, 0, height, TJPF_RGB, &out, &size, TJSAMP_420, 80, 0);
    QByteArray bytes(reinterpret_cast<const char *>(out), static_cast<qsizetype>(size));
    tjFree(out);
    tjDestroy(turbo);
    return bytes;
}

QByteArray pngImage(int width, int height, unsigned seed)
{
    return pngOf(noise(width, height, seed), width, height);
}

QByteArray plainPng(int width, int height, quint32 colour)
{
    std::vector<unsigned char> pixels;
    for (int i = 0; i < width * height; ++i) {
        for (const unsigned shift : {16U, 8U, 0U}) {
            pixels.push_back(static_cast<unsigned char>(colour >> shift));
        }
    }
    return pngOf(pixels, width, height);
}

QByteArray webpImage(int width, int height, unsigned seed)
{
    const std::vector<unsigned char> pixels = noise(width, height, seed);
    uint8_t *out = nullptr;
    const size_t size = WebPEncodeRGB(pixels.data(), width, height, width * 3, 80, &out);
    QByteArray bytes(reinterpret_cast<const char *>(out), static_cast<qsizetype>(size));
    WebPFree(out);
    return bytes;
}

QByteArray pngClaiming(quint32 width, quint32 height)
{
    QByteArray bytes = pngImage(64, 64);
    qToBigEndian(width, bytes.data() + 16);
    qToBigEndian(height, bytes.data() + 20);
    qToBigEndian(pngCrc(bytes.mid(12, 17)), bytes.data() + 29);
    return bytes;
}

QByteArray jpegClaiming(quint16 width, quint16 height)
{
    QByteArray bytes = jpegImage(64, 64);
    const qsizetype frame = bytes.indexOf("\xff\xc0");
    qToBigEndian(height, bytes.data() + frame + 5);
    qToBigEndian(width, bytes.data() + frame + 7);
    return bytes;
}

bool writeFile(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace support
