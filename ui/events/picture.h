// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include <functional>

class QObject;

namespace ui {

/// A picture as it is shown, and how large it really is.
struct Picture
{
    QImage image = {}; ///< null when the bytes are none that can be drawn
    QSize whole = {};
};

/// The picture in these bytes, no larger than `most` and cut at no side.
Picture pictureOf(const QByteArray &bytes, QSize most);

/// The same in a thread, for large ones; `done` is called unless `context` has died.
void decodePicture(const QByteArray &bytes, QSize most, QObject *context,
                   const std::function<void(const Picture &)> &done);

} // namespace ui
