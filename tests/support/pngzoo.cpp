// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/imagezoo.h"
#include "tests/support/testimages.h"

#include <QtEndian>

using namespace Qt::StringLiterals;

namespace support {

namespace {

constexpr qsizetype HeaderEnd = 33; ///< of the signature and IHDR
constexpr qsizetype EndChunk = 12;

const QByteArray &plain()
{
    static const QByteArray image = pngImage(100, 80);
    return image;
}

QByteArray deflated(const QByteArray &bytes)
{
    return qCompress(bytes, 9).sliced(4); // without the length that Qt puts before it
}

/// A chunk that nobody knows makes each of them another file.
QByteArray mark(quint32 number)
{
    return pngChunk("maRk", QByteArray::number(number));
}

/// Behind the header.
QByteArray with(const QByteArray &chunks, quint32 number)
{
    return plain().first(HeaderEnd) + mark(number) + chunks + plain().sliced(HeaderEnd);
}

QByteArray header(quint32 width, quint32 height, int depth, int colour)
{
    QByteArray content(13, '\0');
    qToBigEndian(width, content.data());
    qToBigEndian(height, content.data() + 4);
    content[8] = static_cast<char>(depth);
    content[9] = static_cast<char>(colour);
    return "\x89PNG\r\n\x1a\n" + pngChunk("IHDR", content);
}

/// The rows of an image of nothing, one grey bit a pixel: large to look at, small to carry.
QByteArray emptyRows(quint32 width, quint32 height)
{
    return pngChunk("IDAT",
                    deflated(QByteArray((qsizetype{width} / 8 + 1) * qsizetype{height}, '\0')));
}

QByteArray empty(quint32 width, quint32 height, const QByteArray &rows, quint32 number)
{
    return header(width, height, 1, 0) + mark(number) + rows
        + pngChunk("teXt", QByteArray(1200, 'x')) + pngChunk("IEND", {});
}

QByteArray bomb(quint32 number)
{
    static const QByteArray rows = emptyRows(16000, 16000);
    return empty(16000, 16000, rows, number);
}

QByteArray large(quint32 number)
{
    static const QByteArray rows = emptyRows(10000, 5000);
    return empty(10000, 5000, rows, number);
}

/// A colour profile that unpacks to 64 MiB.
QByteArray profile()
{
    static const QByteArray packed = deflated(QByteArray(qsizetype{1} << 26, '\0'));
    return pngChunk("iCCP", QByteArray("p\0\0", 3) + packed);
}

QByteArray animated(quint32 number, Chance &chance)
{
    QByteArray control(8, '\0');
    qToBigEndian(chance.generate(), control.data());
    QByteArray frame(26, '\0');
    qToBigEndian(chance.generate(), frame.data() + 4);
    qToBigEndian(chance.generate(), frame.data() + 8);
    QByteArray frames;
    for (int i = 0; i < 200; ++i) {
        frames += pngChunk("fcTL", frame) + pngChunk("fdAT", QByteArray(50, '\1'));
    }
    return with(pngChunk("acTL", control) + frames, number);
}

/// Twice the header, the pixels before it, a palette that is too long.
QByteArray disordered(quint32 number, Chance &chance)
{
    const QByteArray again = plain().mid(8, HeaderEnd - 8);
    switch (chance.bounded(3)) {
    case 0:
        return with(again, number);
    case 1:
        return with(pngChunk("PLTE", QByteArray(900, '\7')), number);
    default:
        return with(pngChunk("IDAT", QByteArray(100, '\1')) + pngChunk("tIME", "x"), number);
    }
}

QByteArray lyingLength(quint32 number, Chance &chance)
{
    QByteArray chunk = pngChunk("tEXt", QByteArray(30, 'a'));
    qToBigEndian(chance.bounded(2) == 0 ? 0xffffffffU : chance.generate(), chunk.data());
    return with(chunk, number);
}

QByteArray flipped(QByteArray bytes, Chance &chance)
{
    const quint32 count = 1 + chance.bounded(32);
    for (quint32 i = 0; i < count; ++i) {
        const auto inside = static_cast<quint32>(bytes.size() - 8 - EndChunk);
        const qsizetype at = 8 + chance.bounded(inside);
        bytes[at] = static_cast<char>(bytes.at(at) ^ static_cast<char>(1 + chance.bounded(255)));
    }
    return bytes;
}

} // namespace

QByteArray pngChunk(const QByteArray &type, const QByteArray &content)
{
    QByteArray length(4, '\0');
    qToBigEndian(static_cast<quint32>(content.size()), length.data());
    const QByteArray summed = type + content;
    QByteArray sum(4, '\0');
    qToBigEndian(pngCrc(summed), sum.data());
    return length + summed + sum;
}

Exhibit pngExhibit(quint32 kind, quint32 number, Chance &chance)
{
    const QString png = u".png"_s;
    const QByteArray whole = with({}, number);
    const qsizetype cut = 1024 * (1 + number / 34 % (whole.size() / 1024));
    const QByteArray end = pngChunk("IEND", {});
    switch (kind) {
    case 0:
        return {u"good PNG"_s, png, whole, Fate::Taken};
    case 1:
        return {u"PNG cut at a kilobyte"_s, png, whole.first(cut), Fate::Refused};
    case 2:
        return {u"PNG cut at a kilobyte, with an end"_s, png, whole.first(cut) + end,
                Fate::Refused};
    case 3:
        return {u"PNG with bytes flipped"_s, png, flipped(whole, chance)};
    case 4:
        return {u"PNG of 2^31"_s, png, with({}, number).replace(16, 8, QByteArray(8, '\x7f')),
                Fate::Refused};
    case 5:
        return {u"PNG bomb beyond the limits"_s, png, bomb(number), Fate::Refused};
    case 6:
        return {u"PNG as large as may be"_s, png, large(number), Fate::Taken};
    case 7:
        return {u"PNG with a profile that unpacks to 64 MiB"_s, png, with(profile(), number)};
    case 8:
        return {u"animated PNG"_s, png, animated(number, chance)};
    case 9:
        return {u"PNG in disorder"_s, png, disordered(number, chance)};
    case 10:
        return {u"a PNG's chunk lies about its length"_s, png, lyingLength(number, chance),
                Fate::Refused};
    default:
        return {u"PNG called JPEG"_s, u".jpg"_s, whole, Fate::Taken};
    }
}

} // namespace support
