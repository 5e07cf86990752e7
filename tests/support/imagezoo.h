// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QRandomGenerator>
#include <QString>

namespace support {

/// What is to become of an exhibit.
enum class Fate
{
    Any, ///< taken or refused, but one of both
    Taken,
    Refused,
};

/// One file that means harm, or that only looks like it.
struct Exhibit
{
    QString kind = {}; ///< what is wrong with it
    QString ending = {}; ///< of its name: ".jpg" and so on
    QByteArray bytes = {};
    Fate fate = Fate::Any;
};

using Chance = QRandomGenerator;

/// The exhibit with this number, the same for the same seed; no two have the same bytes. Kinds
/// follow each other, so that any sixty in a row have all of them.
Exhibit exhibit(quint32 seed, quint32 number);

/// Of JPEGs, one of those that this has.
inline constexpr quint32 JpegKinds = 16;
Exhibit jpegExhibit(quint32 kind, quint32 number, Chance &chance);

/// Of PNGs.
inline constexpr quint32 PngKinds = 12;
Exhibit pngExhibit(quint32 kind, quint32 number, Chance &chance);

/// The same image with other bytes: a comment behind the start of a JPEG.
QByteArray stamped(const QByteArray &jpeg, quint32 number);

/// A segment of a JPEG with its length; `marker` is its second byte.
QByteArray jpegSegment(int marker, const QByteArray &content);

/// A chunk of a PNG with its length and check sum.
QByteArray pngChunk(const QByteArray &type, const QByteArray &content);

} // namespace support
