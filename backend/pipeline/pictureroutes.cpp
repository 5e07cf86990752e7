// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/pictureroutes.h"

#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/pipeline/pictures.h"
#include "backend/pipeline/readroutes.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

namespace schema = protocol::schema;

using storage::Storage;
using storage::Transaction;

using Finding = protocol::Result<PictureSource> (*)(Transaction &, qint64);
using Making = void (Pictures::*)(const PictureSource &, const Pictures::Answer &);

/// One of the four routes.
struct Kind
{
    QString path = {};
    QString tag = {};
    QString summary = {};
    Finding find = nullptr;
    Making make = nullptr;
};

/// The image of a hash never changes, and what is made of it only with the program.
QByteArray tagOf(const PictureSource &source, bool isSmall)
{
    QByteArray tag = source.sha256.left(32).toLatin1();
    if (isSmall) {
        tag += "-small";
        if (source.part) {
            const QRect &part = *source.part;
            for (const int number : {part.x(), part.y(), part.width(), part.height()}) {
                tag += '-' + QByteArray::number(number);
            }
        }
    }
    return '"' + tag + '"';
}

http::Headers headersFor(const QByteArray &tag)
{
    return {{"ETag"_ba, tag}, {"Cache-Control"_ba, "private, no-cache"_ba}};
}

bool hasAlready(const QByteArray &ifNoneMatch, const QByteArray &tag)
{
    const QList<QByteArray> tags = ifNoneMatch.split(',');
    return std::any_of(tags.begin(), tags.end(), [&tag](const QByteArray &one) {
        const QByteArray plain = one.trimmed();
        return plain == "*" || plain == tag || plain == "W/" + tag;
    });
}

/// May run on the thread that has read the file.
void reply(const http::ExchangePtr &exchange, const QByteArray &tag, const QByteArray &ifNoneMatch,
           const protocol::Result<QByteArray> &bytes)
{
    if (!bytes) {
        http::replyError(exchange, bytes.error());
        return;
    }
    if (hasAlready(ifNoneMatch, tag)) {
        exchange->reply({.status = 304, .headers = headersFor(tag)});
        return;
    }
    exchange->reply({.status = 200,
                     .type = mediaTypeOf(bytes.value()),
                     .body = bytes.value(),
                     .headers = headersFor(tag)});
}

void replyPicture(Pictures &pictures, Making make, const PictureSource &source,
                  const http::Request &request, const http::ExchangePtr &exchange)
{
    const QByteArray tag = tagOf(source, make == &Pictures::thumbnail);
    // A client that has it already is told so only while it is there: a deleted one is not shown.
    (pictures.*make)(source,
                     [exchange, tag, ifNoneMatch = request.ifNoneMatch](
                         const protocol::Result<QByteArray> &bytes) {
                         reply(exchange, tag, ifNoneMatch, bytes);
                     });
}

http::Handler handlerOf(const Kind &kind, Pictures &pictures, Storage &store, QObject *context)
{
    return [find = kind.find, make = kind.make, &pictures, &store,
            context](const http::Request &request, const http::ExchangePtr &exchange) {
        const qint64 id = request.segment(u"id"_s).toLongLong();
        store.read<PictureSource>(
            context,
            [find, id](Transaction &tx) {
                const auto source = find(tx, id);
                if (!source) {
                    tx.fail(source.error());
                }
                return source.value();
            },
            [make, &pictures, request, exchange](const protocol::Result<PictureSource> &source) {
                if (source) {
                    replyPicture(pictures, make, source.value(), request, exchange);
                } else {
                    http::replyError(exchange, source.error());
                }
            });
    };
}

QList<http::Answer> answersFor(const Kind &kind)
{
    QList<QByteArray> types{"image/jpeg"_ba};
    if (kind.make == &Pictures::image) {
        types += {"image/png"_ba, "image/webp"_ba};
    }
    QList<http::Answer> answers;
    for (const QByteArray &type : types) {
        answers.append(
            {.status = 200, .description = u"The image"_s, .schema = schema::text(), .type = type});
    }
    answers +=
        {{.status = 304, .description = u"The client has it already"_s, .type = {}},
         http::failure(404, u"It is not there, or its image is not"_s),
         http::failure(503, u"The store cannot be read, or too many images are asked for"_s)};
    return answers;
}

QList<Kind> kinds()
{
    return {{.path = u"/api/events/{id}/image"_s,
             .tag = u"events"_s,
             .summary = u"The image of a security event: that of its surest detection"_s,
             .find = pictureOfEvent,
             .make = &Pictures::image},
            {.path = u"/api/events/{id}/thumbnail"_s,
             .tag = u"events"_s,
             .summary = u"The same, at most 320 x 320 pixels"_s,
             .find = pictureOfEvent,
             .make = &Pictures::thumbnail},
            {.path = u"/api/detections/{id}/image"_s,
             .tag = u"detections"_s,
             .summary = u"The image in which it was detected"_s,
             .find = pictureOfDetection,
             .make = &Pictures::image},
            {.path = u"/api/detections/{id}/thumbnail"_s,
             .tag = u"detections"_s,
             .summary = u"What was detected, cut out, at most 320 x 320 pixels"_s,
             .find = pictureOfDetection,
             .make = &Pictures::thumbnail}};
}

} // namespace

void addPictureRoutes(http::Router &router, Pictures &pictures, Storage &store, QObject *context)
{
    for (const Kind &kind : kinds()) {
        router.add({.method = "GET",
                    .path = kind.path,
                    .scope = http::Scope::Read,
                    .tag = kind.tag,
                    .summary = kind.summary,
                    .description = u"With an ETag, which If-None-Match takes."_s,
                    .segments = idSegment(u"Its number"_s),
                    .answers = answersFor(kind),
                    .handler = handlerOf(kind, pictures, store, context)});
    }
}

} // namespace pipeline
