// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/workers/uniquefd.h"

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QSocketNotifier>

#include <memory>

struct inotify_event;

namespace workers {

/// inotify(7) on folders beneath a root, by relative name.
///
/// QFileSystemWatcher is unfit: it knows neither IN_CLOSE_WRITE nor names, and it skips an
/// overflow.
class TreeWatch final : public QObject
{
    Q_OBJECT

public:
    explicit TreeWatch(QObject *parent = nullptr);

    /// False where others may change files unseen, as on a network's file system.
    static bool seesAll(int fd);

    /// False with `error()` when the kernel gives no instance.
    bool open();
    void close();

    bool isOpen() const { return m_fd.valid(); }

    /// Watches the open folder `fd`, known as `relative`; false with `error()` when it cannot.
    bool add(int fd, const QByteArray &relative);

    /// Why watching is not possible, with what helps.
    QString error() const { return m_error; }

Q_SIGNALS:
    /// `closed` when a writer closed it or it was renamed into place.
    void fileSeen(const QByteArray &relative, bool closed);
    /// Or its attributes changed: perhaps it can be read by now.
    void folderAppeared(const QByteArray &relative);
    /// The root itself was moved or deleted.
    void rootGone();
    /// The kernel dropped events: everything has to be looked at again.
    void overflowed();

private:
    void read();
    void handle(const inotify_event &event, const QByteArray &name);
    void forgetBeneath(const QByteArray &relative);

    UniqueFd m_fd;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QHash<int, QByteArray> m_names;
    QString m_error;
};

} // namespace workers
