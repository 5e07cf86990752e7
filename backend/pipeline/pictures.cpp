// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/pictures.h"

#include "backend/workers/imagecheck.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

constexpr int DecoderCount = 1;
constexpr qsizetype MostWaiting = 64;

protocol::Error gone(const PictureSource &source, const QString &reason)
{
    return {protocol::ErrorKind::NotFound,
            u"The image of %1 is not there any more: %2"_s.arg(source.subject, reason)};
}

protocol::Error tooMany()
{
    return {protocol::ErrorKind::Unavailable,
            u"Too many images are asked for at once; ask again"_s};
}

QString hashOf(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

} // namespace

Pictures::Pictures(Settings settings, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
    , m_decoders(m_settings.decoderCommand, DecoderCount)
{ }

QString Pictures::rootOf(const PictureSource &source) const
{
    return source.isFrame ? m_settings.framesRoot : m_settings.cameraRoot;
}

void Pictures::image(const PictureSource &source, const Answer &done)
{
    const bool isTaken =
        m_reader.read(rootOf(source), source.path, workers::MaxImageBytes,
                      [source, done](const protocol::Result<QByteArray> &bytes) {
                          if (!bytes) {
                              done(gone(source, bytes.error().detail));
                          } else if (hashOf(bytes.value()) != source.sha256) {
                              done(gone(source, u"another file lies in its place"_s));
                          } else {
                              done(bytes);
                          }
                      });
    if (!isTaken) {
        done(tooMany());
    }
}

void Pictures::thumbnail(const PictureSource &source, const Answer &done)
{
    if (m_decoders.pending() >= MostWaiting) {
        done(tooMany());
        return;
    }
    m_decoders.makeThumbnail(
        {.path = source.path, .root = rootOf(source), .sha256 = source.sha256, .part = source.part},
        [source, done](const Decoded &decoded) {
            if (decoded.ok) {
                done(decoded.thumbnail);
            } else {
                done(gone(source, decoded.reason));
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
