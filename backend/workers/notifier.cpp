// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/notifier.h"

#include <QString>

#include <cstddef>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace workers {

bool Notifier::ready()
{
    return send("READY=1");
}

bool Notifier::watchdog()
{
    return send("WATCHDOG=1");
}

bool Notifier::stopping()
{
    return send("STOPPING=1");
}

bool Notifier::status(QStringView text)
{
    return send(QByteArray("STATUS=" + text.toUtf8().replace('\n', ' ')));
}

std::chrono::milliseconds Notifier::watchdogInterval()
{
    using namespace std::chrono;
    const microseconds asked(qgetenv("WATCHDOG_USEC").toLongLong());
    return asked.count() > 0 ? std::max(milliseconds(1), duration_cast<milliseconds>(asked / 3))
                             : milliseconds(0);
}

bool Notifier::send(QByteArrayView message)
{
    QByteArray path = qgetenv("NOTIFY_SOCKET");
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.isEmpty() || path.size() >= static_cast<qsizetype>(sizeof address.sun_path)) {
        return false;
    }
    if (path.startsWith('@')) {
        path[0] = '\0';
    }
    std::memcpy(static_cast<char *>(address.sun_path), path.constData(),
                static_cast<std::size_t>(path.size()));
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path)
                                               + static_cast<std::size_t>(path.size()));
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0) {
        return false;
    }
    // A heartbeat that finds the supervisor's queue full is lost, not waited for.
    const int flags = MSG_NOSIGNAL | (message == "WATCHDOG=1" ? MSG_DONTWAIT : 0);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): what sendto() asks for
    const auto *const generic = reinterpret_cast<const sockaddr *>(&address);
    const ssize_t sent = ::sendto(socket, message.data(), static_cast<std::size_t>(message.size()),
                                  flags, generic, length);
    ::close(socket);
    return sent == message.size();
}

} // namespace workers
