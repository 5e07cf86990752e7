// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/notifier.h"

#include <QByteArray>
#include <QString>

#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace workers {

namespace {

bool send(const QByteArray &message)
{
    const QByteArray path = qgetenv("NOTIFY_SOCKET");
    sockaddr_un address{};
    if (path.size() < 2 || path.size() >= static_cast<qsizetype>(sizeof(address.sun_path))) {
        return false;
    }
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.constData(), static_cast<size_t>(path.size()));
    if (path.front() == '@') {
        address.sun_path[0] = '\0';
    }
    const int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        return false;
    }
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path))
        + static_cast<socklen_t>(path.size());
    const ssize_t sent =
        ::sendto(fd, message.constData(), static_cast<size_t>(message.size()),
                 MSG_NOSIGNAL | MSG_DONTWAIT, reinterpret_cast<const sockaddr *>(&address), length);
    ::close(fd);
    return sent == message.size();
}

} // namespace

bool Notifier::ready()
{
    return send(QByteArrayLiteral("READY=1"));
}

bool Notifier::watchdog()
{
    return send(QByteArrayLiteral("WATCHDOG=1"));
}

bool Notifier::status(QStringView text)
{
    return send(QByteArrayLiteral("STATUS=") + text.toUtf8().replace('\n', ' '));
}

std::chrono::milliseconds Notifier::watchdogInterval()
{
    bool ok = false;
    const qint64 microseconds = qgetenv("WATCHDOG_USEC").toLongLong(&ok);
    return std::chrono::milliseconds(ok && microseconds > 0 ? microseconds / 2000 : 0);
}

} // namespace workers
