// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/imagezoo.h"
#include "tests/support/testimages.h"

#include <QtEndian>

#include <turbojpeg.h>

using namespace Qt::StringLiterals;

namespace support {

namespace {

const QByteArray End("\xff\xd9", 2);

const QByteArray &plain()
{
    static const QByteArray image = jpegImage(160, 120);
    return image;
}

/// Behind the start marker.
QByteArray with(const QByteArray &segments, quint32 number)
{
    const QByteArray image = stamped(plain(), number);
    return image.first(2) + segments + image.sliced(2);
}

QByteArray flipped(QByteArray bytes, qsizetype from, Chance &chance)
{
    const quint32 count = 1 + chance.bounded(64);
    for (quint32 i = 0; i < count; ++i) {
        const qsizetype at = from + chance.bounded(static_cast<quint32>(bytes.size() - from - 2));
        bytes[at] = static_cast<char>(bytes.at(at) ^ static_cast<char>(1 + chance.bounded(255)));
    }
    return bytes;
}

/// An entry of a TIFF directory.
QByteArray entry(quint16 tag, quint16 type, quint32 count, quint32 value)
{
    QByteArray bytes(12, '\0');
    qToBigEndian(tag, bytes.data());
    qToBigEndian(type, bytes.data() + 2);
    qToBigEndian(count, bytes.data() + 4);
    qToBigEndian(value, bytes.data() + 8);
    return bytes;
}

/// EXIF whose directories point at themselves, beyond the end or at each other.
QByteArray nestedExif(Chance &chance)
{
    QByteArray tiff("MM\0*\0\0\0\x08", 8);
    const auto entries = static_cast<quint16>(chance.bounded(4) == 0 ? 65535 : 4);
    QByteArray count(2, '\0');
    qToBigEndian(entries, count.data());
    tiff += count + entry(0x0112, 3, 1, chance.bounded(65536) << 16)
        + entry(0x8769, 4, 1, chance.bounded(2) == 0 ? 8 : chance.bounded(1U << 31))
        + entry(0x014a, 4, 0xffffffffU, 8) + entry(0x927c, 7, 0x7fffffffU, chance.bounded(4000));
    tiff += QByteArray("\0\0\0\x08", 4); // the next directory is this one
    return jpegSegment(0xe1, QByteArray("Exif\0\0", 6) + tiff);
}

QByteArray orientation(quint32 value, quint16 type)
{
    const QByteArray tiff =
        QByteArray("MM\0*\0\0\0\x08\0\1", 10) + entry(0x0112, type, 1, value) + QByteArray(4, '\0');
    return jpegSegment(0xe1, QByteArray("Exif\0\0", 6) + tiff);
}

/// A colour profile in many pieces, up to 16 MiB, which say that they belong elsewhere.
QByteArray hugeProfile(Chance &chance)
{
    QByteArray all;
    const quint32 pieces = chance.bounded(10) == 0 ? 255 : 3;
    for (quint32 piece = 0; piece < pieces; ++piece) {
        all += jpegSegment(0xe2,
                           QByteArray("ICC_PROFILE\0", 12) + static_cast<char>(chance.bounded(256))
                               + static_cast<char>(chance.bounded(256)) + QByteArray(65500, 'i'));
    }
    return all;
}

/// Progressive, with its last scan again and again.
QByteArray manyScans(quint32 scans, quint32 number)
{
    static const QByteArray image = [] {
        const QByteArray pixels(qsizetype{64} * 64, '\x55');
        tjhandle turbo = tjInitCompress();
        unsigned char *out = nullptr;
        unsigned long size = 0;
        tjCompress2(turbo, reinterpret_cast<const unsigned char *>(pixels.constData()), 64, 0, 64,
                    TJPF_GRAY, &out, &size, TJSAMP_GRAY, 90, TJFLAG_PROGRESSIVE);
        QByteArray bytes(reinterpret_cast<const char *>(out), static_cast<qsizetype>(size));
        tjFree(out);
        tjDestroy(turbo);
        return bytes;
    }();
    const QByteArray scan = image.sliced(image.lastIndexOf("\xff\xda")).chopped(2);
    return stamped(image.chopped(2), number) + scan.repeated(scans) + End;
}

QByteArray claiming(quint16 width, quint16 height, quint32 number)
{
    return stamped(jpegClaiming(width, height), number);
}

/// Another kind of frame than the data are: lossless, arithmetic, hierarchical, or none at all.
QByteArray otherFrame(quint32 number, Chance &chance)
{
    QByteArray image = stamped(plain(), number);
    image[image.indexOf("\xff\xc0") + 1] = static_cast<char>(0xc1 + chance.bounded(15));
    return image;
}

QByteArray segmentLie(quint32 number, Chance &chance)
{
    static const QByteArray markers("\xdb\xc4\xdd\xe0\xee", 5);
    QByteArray lie = jpegSegment(markers.at(chance.bounded(5)), QByteArray(40, '\xee'));
    lie[2] = static_cast<char>(chance.bounded(256));
    lie[3] = static_cast<char>(chance.bounded(256));
    return with(lie, number);
}

} // namespace

Exhibit jpegExhibit(quint32 kind, quint32 number, Chance &chance)
{
    const QString jpg = u".jpg"_s;
    const QByteArray whole = stamped(plain(), number);
    const qsizetype kilobytes = whole.size() / 1024;
    const qsizetype cut = 1024 * (1 + number / 34 % kilobytes);
    switch (kind) {
    case 0:
        return {u"good"_s, jpg, whole, Fate::Taken};
    case 1:
        return {u"cut at a kilobyte"_s, jpg, whole.first(cut), Fate::Refused};
    case 2:
        return {u"cut at a kilobyte, with an end"_s, jpg, whole.first(cut) + End, Fate::Refused};
    case 3:
        return {u"bytes flipped"_s, jpg, flipped(whole, 2, chance)};
    case 4:
        return {u"65,535 x 65,535"_s, jpg, claiming(65535, 65535, number), Fate::Refused};
    case 5:
        return {u"claims more than it has"_s, u".jpeg"_s, claiming(8000, 6000, number),
                Fate::Refused};
    case 6:
        return {u"nested EXIF"_s, jpg, with(nestedExif(chance), number), Fate::Taken};
    case 7:
        return {
            u"orientation"_s, jpg,
            with(orientation(chance.generate(), static_cast<quint16>(chance.bounded(16))), number),
            Fate::Taken};
    case 8:
        return {u"huge profile"_s, jpg, with(hugeProfile(chance), number), Fate::Taken};
    case 9:
        return {u"thousands of scans"_s, jpg, manyScans(2000 + chance.bounded(3000), number),
                Fate::Refused};
    case 10:
        return {u"polyglot: an archive behind it"_s, jpg,
                whole + "PK\3\4" + QByteArray(500, 'z') + End};
    case 11:
        return {u"polyglot: a program in it"_s, jpg,
                with(jpegSegment(0xfe, "#!/bin/sh\nrm -rf /\n" + QByteArray(500, '\n')), number),
                Fate::Taken};
    case 12:
        return {u"noise behind the end"_s, jpg, whole + QByteArray(2000, 'n')};
    case 13:
        return {u"another kind of frame"_s, jpg, otherFrame(number, chance)};
    case 14:
        return {u"a segment lies about its length"_s, jpg, segmentLie(number, chance)};
    default:
        return {u"called PNG"_s, u".png"_s, whole, Fate::Taken};
    }
}

} // namespace support
