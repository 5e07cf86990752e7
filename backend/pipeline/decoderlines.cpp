// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/decoderlines.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

qint64 largeNumber(const QJsonObject &object, QStringView key)
{
    // Nanoseconds do not fit a double: such numbers travel as text.
    const QJsonValue value = object.value(key);
    return value.isString() ? value.toString().toLongLong() : value.toInteger();
}

QByteArray bytesOf(const QJsonObject &object, QStringView key)
{
    return QByteArray::fromBase64(object.value(key).toString().toLatin1());
}

View viewFromJson(const QJsonObject &object)
{
    return {.light = bytesOf(object, u"light"),
            .edges = bytesOf(object, u"edges"),
            .sharpness = object.value(u"sharpness").toDouble()};
}

} // namespace

QJsonObject decoderRequest(const QString &path, const QString &root, const QString &mediaType)
{
    const QJsonObject view{{u"width"_s, ViewWidth}, {u"height"_s, ViewHeight}};
    return {{u"id"_s, 1},
            {u"path"_s, path},
            {u"root"_s, root},
            {u"media_type"_s, mediaType},
            {u"view"_s, view}};
}

Decoded decodedFromJson(const QJsonObject &object)
{
    return {.ok = object.value(u"ok").toBool(),
            .reason = object.value(u"reason").toString(),
            .unread = object.value(u"unread").toBool(),
            .sha256 = object.value(u"sha256").toString(),
            .format = object.value(u"format").toString(),
            .width = object.value(u"width").toInt(),
            .height = object.value(u"height").toInt(),
            .sizeBytes = object.value(u"size").toInteger(),
            .inode = largeNumber(object, u"inode"),
            .mtimeNs = largeNumber(object, u"mtime_ns"),
            .view = viewFromJson(object.value(u"view").toObject()),
            .thumbnail = bytesOf(object, u"thumbnail")};
}

QJsonObject thumbnailRequest(const ThumbnailWish &wish)
{
    QJsonObject thumbnail{{u"sha256"_s, wish.sha256}, {u"side"_s, wish.side}};
    if (wish.part) {
        thumbnail.insert(u"box"_s,
                         QJsonObject{{u"x"_s, wish.part->x()},
                                     {u"y"_s, wish.part->y()},
                                     {u"width"_s, wish.part->width()},
                                     {u"height"_s, wish.part->height()}});
    }
    QJsonObject request = decoderRequest(wish.path, wish.root, u"image"_s);
    request.insert(u"thumbnail"_s, thumbnail);
    return request;
}

} // namespace pipeline
