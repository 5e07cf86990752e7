// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/imagezoo.h"

#include "tests/support/testimages.h"

using namespace Qt::StringLiterals;

namespace support {

namespace {

constexpr quint32 StrangeKinds = 6;

QByteArray noiseBytes(Chance &chance, qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes) {
        byte = static_cast<char>(chance.bounded(256));
    }
    return bytes;
}

/// Neither a JPEG nor a PNG, whatever its name says.
Exhibit strangeExhibit(quint32 kind, quint32 number, Chance &chance)
{
    const QByteArray mark = QByteArray::number(number);
    const QByteArray end("\xff\xd9", 2);
    const QByteArray noise = noiseBytes(chance, 2000 + chance.bounded(3000));
    switch (kind) {
    case 0:
        return {u"noise with an end"_s, u".jpg"_s, '\1' + mark + noise + end, Fate::Refused};
    case 1:
        return {u"a GIF called JPEG"_s, u".jpeg"_s, "GIF89a" + mark + noise + end, Fate::Refused};
    case 2:
        return {u"a program called JPEG"_s, u".jpg"_s,
                "\x7f"
                "ELF"
                    + mark + noise + end,
                Fate::Refused};
    case 3:
        return {u"a page called PNG"_s, u".png"_s,
                "<!doctype html><script>" + mark + QByteArray(3000, ' ') + "</script>" + end,
                Fate::Refused};
    case 4:
        return {u"only a start and an end"_s, u".jpg"_s,
                QByteArray("\xff\xd8\xff") + mark + QByteArray(2000, '\xff') + end, Fate::Refused};
    default:
        return {u"a WebP called JPEG, damaged"_s, u".jpg"_s,
                webpImage(40, 40, number).chopped(60) + end, Fate::Refused};
    }
}

} // namespace

QByteArray jpegSegment(int marker, const QByteArray &content)
{
    const qsizetype length = content.size() + 2;
    return QByteArray() + '\xff' + static_cast<char>(marker) + static_cast<char>(length >> 8)
        + static_cast<char>(length & 0xff) + content;
}

QByteArray stamped(const QByteArray &jpeg, quint32 number)
{
    return jpeg.first(2) + jpegSegment(0xfe, QByteArray::number(number)) + jpeg.sliced(2);
}

Exhibit exhibit(quint32 seed, quint32 number)
{
    Chance chance(seed * 1000003U + number);
    const quint32 kind = number % (JpegKinds + PngKinds + StrangeKinds);
    if (kind < JpegKinds) {
        return jpegExhibit(kind, number, chance);
    }
    if (kind < JpegKinds + PngKinds) {
        return pngExhibit(kind - JpegKinds, number, chance);
    }
    return strangeExhibit(kind - JpegKinds - PngKinds, number, chance);
}

} // namespace support
