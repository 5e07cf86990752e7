// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/pictureroutes.h"

#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/pipeline/pictures.h"
#include "backend/pipeline/readroutes.h"

#include <QHash>

#include <memory>
#include <optional>

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
    if (ifNoneMatch.isEmpty()) {
        return false;
    }
    const QList<QByteArray> tags = ifNoneMatch.split(',');
    return std::any_of(tags.begin(), tags.end(), [&tag](const QByteArray &one) {
        const QByteArray plain = one.trimmed();
        return plain == "*" || plain == tag || plain == "W/" + tag;
    });
}

void reply(const http::ExchangePtr &exchange, const QByteArray &tag, const QByteArray &ifNoneMatch,
           const protocol::Result<Picture> &picture)
{
    if (!picture) {
        http::Response refusal =
            http::errorResponse(http::statusOf(picture.error().kind), picture.error().detail);
        if (picture.error().kind == protocol::ErrorKind::Unavailable) {
            refusal.headers.append({"Retry-After"_ba, "1"_ba});
        }
        exchange->reply(std::move(refusal));
        return;
    }
    if (hasAlready(ifNoneMatch, tag)) {
        exchange->reply({.status = 304, .headers = headersFor(tag)});
        return;
    }
    const QByteArray &bytes = picture.value().bytes;
    exchange->reply({.status = 200,
                     .type = mediaTypeOf(bytes),
                     .body = bytes,
                     .headers = headersFor(tag),
                     .share = picture.value().share});
}

void replyPicture(Pictures &pictures, Making make, const PictureSource &source,
                  const http::Request &request, const http::ExchangePtr &exchange)
{
    const QByteArray tag = tagOf(source, make == &Pictures::thumbnail);
    // A client that has it already is told so only while it is there: a deleted one is not shown.
    (pictures.*make)(source,
                     [exchange, tag,
                      ifNoneMatch = request.ifNoneMatch](const protocol::Result<Picture> &picture) {
                         reply(exchange, tag, ifNoneMatch, picture);
                     });
}

/// The images that were asked for since the last commit, of one route.
class Sources final
{
public:
    explicit Sources(const http::Router &router)
        : m_router(router)
    { }

    /// Without one it has to be looked for in the store.
    std::optional<PictureSource> find(qint64 id)
    {
        const std::optional<qint64> now = m_router.storeVersion();
        if (!now || now != m_at) {
            m_kept.clear();
            m_at = now;
        }
        const auto found = m_kept.constFind(id);
        return found == m_kept.cend() ? std::nullopt : std::optional(*found);
    }

    /// `at` is the version when it was asked for.
    void keep(qint64 id, const PictureSource &source, const std::optional<qint64> &at)
    {
        constexpr qsizetype most = 1000;
        if (at && at == m_at && m_kept.size() < most) {
            m_kept.insert(id, source);
        }
    }

    const std::optional<qint64> &version() const { return m_at; }

private:
    const http::Router &m_router;
    std::optional<qint64> m_at = {};
    QHash<qint64, PictureSource> m_kept = {};
};

http::Handler handlerOf(const Kind &kind, const http::Router &router, Pictures &pictures,
                        Storage &store, QObject *context)
{
    const auto sources = std::make_shared<Sources>(router);
    return [find = kind.find, make = kind.make, sources, &pictures, &store,
            context](const http::Request &request, const http::ExchangePtr &exchange) {
        const qint64 id = request.segment(u"id"_s).toLongLong();
        if (const auto source = sources->find(id)) {
            return replyPicture(pictures, make, *source, request, exchange);
        }
        store.read<PictureSource>(
            context,
            [find, id](Transaction &tx) {
                const auto source = find(tx, id);
                if (!source) {
                    tx.fail(source.error());
                }
                return source.value();
            },
            [make, sources, at = sources->version(), id, &pictures, request,
             exchange](const protocol::Result<PictureSource> &source) {
                if (source) {
                    sources->keep(id, source.value(), at);
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
         http::failure(503,
                       u"The store cannot be read, or too many images are asked for or on their "
                       "way (64 MiB of whole ones); then Retry-After says when to ask again"_s)};
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
                    .handler = handlerOf(kind, router, pictures, store, context)});
    }
}

} // namespace pipeline
