// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/pictures.h"

#include <QStringBuilder>

#include <mutex>
#include <utility>

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

constexpr int DecoderCount = 1;
constexpr qsizetype MostWaiting = 64;

protocol::Error gone(const PictureSource &source, const protocol::Error &why)
{
    if (why.kind == protocol::ErrorKind::Unavailable) {
        return why;
    }
    return {protocol::ErrorKind::NotFound,
            u"The image of %1 is not there any more: %2"_s.arg(source.subject, why.detail)};
}

protocol::Error tooMany()
{
    return {protocol::ErrorKind::Unavailable,
            u"Too many images are asked for at once; ask again"_s};
}

QByteArray keyOf(const PictureSource &source)
{
    QByteArray key = source.sha256.toLatin1() + "-small";
    if (source.part) {
        const QRect &part = *source.part;
        for (const int number : {part.x(), part.y(), part.width(), part.height()}) {
            key += '-' + QByteArray::number(number);
        }
    }
    return key;
}

} // namespace

/// The way back from the reader's thread, which may last longer than we.
struct Pictures::Post
{
    std::mutex mutex = {};
    Pictures *target = nullptr;

    void send(std::shared_ptr<Askers> askers, const protocol::Result<QByteArray> &result)
    {
        const std::lock_guard lock(mutex);
        if (target == nullptr) {
            return;
        }
        const auto tell = [all = std::move(askers), result] {
            for (const Looked &one : *all) {
                one(result);
            }
        };
        QMetaObject::invokeMethod(target, tell, Qt::QueuedConnection);
    }
};

Pictures::Pictures(Settings settings, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
    , m_decoders(m_settings.decoderCommand, DecoderCount)
    , m_budget(m_settings.mostOnTheWay)
    , m_post(std::make_shared<Post>())
{
    m_post->target = this;
}

Pictures::~Pictures()
{
    const std::lock_guard lock(m_post->mutex);
    m_post->target = nullptr;
}

QString Pictures::rootOf(const PictureSource &source) const
{
    return source.isFrame ? m_settings.framesRoot : m_settings.cameraRoot;
}

// All who ask for the same within one turn of the loop share one look at the file, which begins
// after it. Who asks later gets a later look: the file may be another one by then.
void Pictures::look(const PictureSource &source, bool wantsBytes, Looked looked)
{
    const QString key = (wantsBytes ? u"+"_s : u"-"_s) % source.sha256 % source.path;
    Look &waiting = m_looks[key];
    if (waiting.askers) {
        waiting.askers->push_back(std::move(looked));
        return;
    }
    waiting = {.wish = {.root = rootOf(source), .path = source.path, .sha256 = source.sha256},
               .wantsBytes = wantsBytes,
               .askers = std::make_shared<Askers>(Askers{std::move(looked)})};
    QMetaObject::invokeMethod(
        this, [this, key] { begin(key); }, Qt::QueuedConnection);
}

void Pictures::begin(const QString &key)
{
    const Look look = m_looks.take(key);
    const bool isTaken = m_reader.run([look, post = m_post, files = m_files] {
        if (look.wantsBytes) {
            post->send(look.askers, files->read(look.wish));
            return;
        }
        const auto checked = files->check(look.wish);
        post->send(look.askers,
                   checked ? protocol::Result<QByteArray>(QByteArray()) : checked.error());
    });
    if (!isTaken) {
        for (const Looked &one : *look.askers) {
            one(tooMany());
        }
    }
}

void Pictures::image(const PictureSource &source, const Answer &done)
{
    if (m_budget.isSpent()) {
        done(tooMany());
        return;
    }
    look(source, true,
         [source, done, budget = m_budget](const protocol::Result<QByteArray> &bytes) {
             if (!bytes) {
                 done(gone(source, bytes.error()));
             } else if (auto share = budget.take(bytes.value().size())) {
                 done(Picture{.bytes = bytes.value(), .share = std::move(share)});
             } else {
                 done(tooMany());
             }
         });
}

void Pictures::thumbnail(const PictureSource &source, const Answer &done)
{
    const QByteArray key = keyOf(source);
    if (const auto kept = m_cache->find(key)) {
        look(source, false,
             [source, done, small = *kept](const protocol::Result<QByteArray> &found) {
                 if (found) {
                     done(Picture{.bytes = small});
                 } else {
                     done(gone(source, found.error()));
                 }
             });
    } else if (m_decoders.pending() >= MostWaiting) {
        done(tooMany());
    } else {
        makeThumbnail(source, key, done);
    }
}

void Pictures::makeThumbnail(const PictureSource &source, const QByteArray &key, const Answer &done)
{
    m_decoders.makeThumbnail(
        {.path = source.path, .root = rootOf(source), .sha256 = source.sha256, .part = source.part},
        [source, key, done, cache = m_cache](const Decoded &decoded) {
            if (decoded.ok) {
                cache->keep(key, decoded.thumbnail);
                done(Picture{.bytes = decoded.thumbnail});
            } else {
                done(gone(source, {protocol::ErrorKind::NotFound, decoded.reason}));
            }
        });
}

QByteArray mediaTypeOf(const QByteArray &image)
{
    if (image.startsWith("\xff\xd8\xff")) {
        return "image/jpeg"_ba;
    }
    if (image.startsWith("\x89PNG\r\n\x1a\n")) {
        return "image/png"_ba;
    }
    return image.startsWith("RIFF") && image.mid(8, 4) == "WEBP" ? "image/webp"_ba : QByteArray();
}

} // namespace pipeline
