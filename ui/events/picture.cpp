// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/picture.h"

#include <QBuffer>
#include <QFutureWatcher>
#include <QImageReader>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace ui {

Picture pictureOf(const QByteArray &bytes, QSize most)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    const QSize whole = reader.size();
    if (whole.width() > most.width() || whole.height() > most.height()) {
        reader.setScaledSize(whole.scaled(most, Qt::KeepAspectRatio).expandedTo({1, 1}));
    }
    Picture picture{.image = reader.read()};
    picture.whole = whole.isValid() ? whole : picture.image.size();
    return picture;
}

void decodePicture(const QByteArray &bytes, QSize most, QObject *context,
                   const std::function<void(const Picture &)> &done)
{
    const auto promise = std::make_shared<QPromise<Picture>>();
    auto *watcher = new QFutureWatcher<Picture>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done] {
        watcher->deleteLater();
        done(watcher->result());
    });
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, bytes, most] {
        promise->start();
        promise->addResult(pictureOf(bytes, most));
        promise->finish();
    });
}

} // namespace ui
