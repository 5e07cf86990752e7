// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/decoders.h"
#include "backend/pipeline/filereader.h"
#include "backend/pipeline/picturestore.h"

#include <QByteArray>
#include <QObject>
#include <QStringList>

#include <functional>

namespace pipeline {

/// The images in which things were found, as they are and small. Files are read on a thread of
/// their own and only decoded behind the walls of a decoder, one of these at a time, apart from
/// those of the intake. What is given is the very image: a file that was replaced is not. Lives on
/// the backend thread.
class Pictures final : public QObject
{
    Q_OBJECT

public:
    struct Settings
    {
        QStringList decoderCommand = {};
        QString cameraRoot = {};
        QString framesRoot = {};
    };

    explicit Pictures(Settings settings, QObject *parent = nullptr);

    /// May be called on any thread. NotFound says why there is none, Unavailable that too many are
    /// asked for.
    using Answer = std::function<void(const protocol::Result<QByteArray> &)>;

    /// The file, unchanged: a JPEG, a PNG or a WebP image.
    void image(const PictureSource &source, const Answer &done);
    /// A JPEG of at most 320 x 320 pixels: of the part, if the source has one.
    void thumbnail(const PictureSource &source, const Answer &done);

    /// Those that were asked for and not yet made are not answered any more.
    void stop() { m_decoders.stop(); }

private:
    QString rootOf(const PictureSource &source) const;

    Settings m_settings;
    Decoders m_decoders;
    FileReader m_reader;
};

/// image/jpeg, image/png or image/webp by the first bytes; empty for anything else.
QByteArray mediaTypeOf(const QByteArray &image);

} // namespace pipeline
