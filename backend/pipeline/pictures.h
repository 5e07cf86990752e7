// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/bytebudget.h"
#include "backend/pipeline/decoders.h"
#include "backend/pipeline/filereader.h"
#include "backend/pipeline/picturecache.h"
#include "backend/pipeline/picturefiles.h"
#include "backend/pipeline/picturestore.h"

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace pipeline {

/// An image on its way to somebody.
struct Picture
{
    QByteArray bytes = {};
    std::shared_ptr<void> share =
        {}; ///< of what may be on its way at a time: to be held until then
};

/// The images in which things were found, as they are and small. Files are read on a thread of
/// their own and only decoded behind the walls of a decoder, one of these at a time, apart from
/// those of the intake. What is given is the very image: a file that was replaced is not. What was
/// read or made is kept, up to a limit, but given only after a look at the file. Lives on the
/// backend thread.
class Pictures final : public QObject
{
    Q_OBJECT

public:
    struct Settings
    {
        QStringList decoderCommand = {};
        QString cameraRoot = {};
        QString framesRoot = {};
        qint64 mostOnTheWay = qint64(64) * 1024 * 1024; ///< bytes of whole images to all clients
    };

    explicit Pictures(Settings settings, QObject *parent = nullptr);
    ~Pictures() override;

    /// NotFound says why there is none, Unavailable that too many are
    /// asked for, or on their way to clients that are slow.
    using Answer = std::function<void(const protocol::Result<Picture> &)>;

    /// The file, unchanged: a JPEG, a PNG or a WebP image.
    void image(const PictureSource &source, const Answer &done);
    /// A JPEG of at most 320 x 320 pixels: of the part, if the source has one.
    void thumbnail(const PictureSource &source, const Answer &done);

    /// Those that were asked for and not yet made are not answered any more.
    void stop() { m_decoders.stop(); }

private:
    struct Post;
    using Looked = std::function<void(const protocol::Result<QByteArray> &)>;
    using Askers = std::vector<Looked>;

    /// A look at a file.
    struct Look
    {
        FileWish wish = {};
        bool wantsBytes = false; ///< else that it is there
        std::shared_ptr<Askers> askers = {};
    };

    QString rootOf(const PictureSource &source) const;
    void look(const PictureSource &source, bool wantsBytes, Looked looked);
    void begin(const QString &key);
    void makeThumbnail(const PictureSource &source, const QByteArray &key, const Answer &done);

    Settings m_settings;
    Decoders m_decoders;
    ByteBudget m_budget;
    std::shared_ptr<PictureCache> m_cache = std::make_shared<PictureCache>();
    std::shared_ptr<PictureFiles> m_files = std::make_shared<PictureFiles>(m_cache);
    std::shared_ptr<Post> m_post;
    QHash<QString, Look> m_looks; ///< those that have not begun: others may join them
    FileReader m_reader;
};

/// image/jpeg, image/png or image/webp by the first bytes; empty for anything else.
QByteArray mediaTypeOf(const QByteArray &image);

} // namespace pipeline
