// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/supervisor/filedescriptor.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

class QSocketNotifier;

namespace supervisor {

/// What a program says about itself in one datagram. Source: sd_notify(3).
struct Notification
{
    bool ready = false; ///< READY=1
    bool heartbeat = false; ///< WATCHDOG=1
    bool stopping = false; ///< STOPPING=1
    std::optional<QString> status = {}; ///< STATUS=…, printable

    bool operator==(const Notification &) const = default;
};

/// Reads a datagram of lines KEY=VALUE; what it does not know is ignored.
Notification notificationOf(QByteArrayView datagram);

/// The address that one run of one worker finds in NOTIFY_SOCKET. Each run has its own, so that
/// nobody can speak for another, nor for the run before.
class NotifySocket final : public QObject
{
    Q_OBJECT

public:
    /// The longest path that fits into a socket's address.
    static constexpr qsizetype MaxPathBytes = 107;

    explicit NotifySocket(QString path, QObject *parent = nullptr);
    ~NotifySocket() override;

    /// Empty when all is well; else why it cannot listen.
    QString fault() const { return m_fault; }

    QString path() const { return m_path; }

    /// Reads what has come so far, without waiting for the event loop to say so.
    void drain();

Q_SIGNALS:
    void received(const supervisor::Notification &notification);

private:
    void open();

    QString m_path;
    QString m_fault;
    FileDescriptor m_socket;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace supervisor
