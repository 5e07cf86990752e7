// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace support {

/// Noise as an image of that size: larger than 1 KB from 64 x 64 on, and different for each `seed`.
QByteArray jpegImage(int width, int height, unsigned seed = 1);
QByteArray pngImage(int width, int height, unsigned seed = 1);
QByteArray webpImage(int width, int height, unsigned seed = 1);

/// A PNG of one colour, 0xrrggbb.
QByteArray plainPng(int width, int height, quint32 colour);

/// A PNG whose header claims a size that its data do not have.
QByteArray pngClaiming(quint32 width, quint32 height);

/// A JPEG whose header claims a size that its data do not have.
QByteArray jpegClaiming(quint16 width, quint16 height);

/// CRC of a PNG chunk, as RFC 2083 wants it over type and data.
quint32 pngCrc(const QByteArray &bytes);

/// Writes a file, with its folders; false when it cannot.
bool writeFile(const QString &path, const QByteArray &content);

} // namespace support
