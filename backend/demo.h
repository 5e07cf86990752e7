// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/supervisor/workerdefinition.h"

#include <QString>
#include <QStringList>
#include <QUrl>

/// What --demo brings along beside the parts of every Signalbox.
namespace demo {

/// Debian's opencv-doc: people on a pavement, seen by a surveillance camera.
inline constexpr QStringView Clip = u"/usr/share/doc/opencv-doc/examples/data/vtest.avi";

/// The camera that plays recorded footage. Makes its folder.
supervisor::WorkerDefinition camera(const QString &cameraRoot);

/// A Prometheus with data of its own below the data directory, its working directory. `program` is
/// its path, `address` where it is to listen.
supervisor::WorkerDefinition prometheus(const QString &program, const QUrl &address);

/// Where it finds us, and what it shows there.
struct Scraped
{
    QUrl url = {};
    QByteArray token = {}; ///< good until we end; empty: none is needed
};

/// Tells it to scrape us and itself; to be written before it starts.
protocol::Result<protocol::Done> configurePrometheus(const QString &dataDirectory,
                                                     const Scraped &us, const QUrl &address);

/// An address of this machine alone that nobody listens on just now; empty when there is none.
QUrl freeAddress();

/// Why the camera cannot play, a line each with what helps; empty when it can. `ffmpeg` is the
/// program's path, empty when there is none.
QStringList missing(const QString &ffmpeg, const QString &clip = Clip.toString());

} // namespace demo
