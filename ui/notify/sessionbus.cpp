// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notify/sessionbus.h"

#include <QFile>
#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace ui {

using namespace Qt::StringLiterals;

bool isSessionBusNamed()
{
    return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")
        || QFile::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s);
}

void connectSessionBus(QObject *context,
                       const std::function<void(const QDBusConnection &)> &handler)
{
    const auto promise = std::make_shared<QPromise<QDBusConnection>>();
    auto *watcher = new QFutureWatcher<QDBusConnection>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, handler] {
        watcher->deleteLater();
        handler(watcher->result());
    });
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise] {
        promise->start();
        promise->addResult(QDBusConnection::sessionBus());
        promise->finish();
    });
}

} // namespace ui
