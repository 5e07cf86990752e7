// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/notifysocket.h"

#include "backend/supervisor/outputlog.h"

#include <QFile>
#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <cstring>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

using namespace Qt::StringLiterals;

namespace supervisor {

namespace {

/// So many datagrams at once; the loop comes back for more, and for others in between.
constexpr int BurstDatagrams = 64;
constexpr qsizetype MaxStatusCharacters = 200;

} // namespace

Notification notificationOf(QByteArrayView datagram)
{
    Notification result;
    for (const QByteArray &line : datagram.toByteArray().split('\n')) {
        if (line == "READY=1") {
            result.ready = true;
        } else if (line == "WATCHDOG=1") {
            result.heartbeat = true;
        } else if (line == "STOPPING=1") {
            result.stopping = true;
        } else if (line.startsWith("STATUS=")) {
            result.status = printable(QByteArrayView(line).sliced(7)).left(MaxStatusCharacters);
        }
    }
    return result;
}

NotifySocket::NotifySocket(QString path, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
{
    open();
}

NotifySocket::~NotifySocket()
{
    if (m_socket.isOpen()) {
        QFile::remove(m_path);
    }
}

void NotifySocket::open()
{
    const QByteArray bytes = QFile::encodeName(m_path);
    if (bytes.size() > MaxPathBytes) {
        m_fault = u"the path of the notify socket is too long: "_s + m_path;
        return;
    }
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(static_cast<char *>(address.sun_path), bytes.constData(),
                static_cast<std::size_t>(bytes.size()));
    FileDescriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    QFile::remove(m_path); // of a backend that was killed
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): what bind() asks for
    const auto *const generic = reinterpret_cast<const sockaddr *>(&address);
    if (!socket.isOpen() || ::bind(socket.number(), generic, sizeof address) != 0) {
        m_fault = u"cannot listen at '%1': %2"_s.arg(m_path, qt_error_string(errno));
        return;
    }
    ::chmod(bytes.constData(), S_IRUSR | S_IWUSR);
    m_socket = std::move(socket);
    m_notifier = std::make_unique<QSocketNotifier>(m_socket.number(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &NotifySocket::drain);
}

void NotifySocket::drain()
{
    std::array<char, 4096> buffer{};
    for (int i = 0; i < BurstDatagrams && m_socket.isOpen(); ++i) {
        const ssize_t got = ::recv(m_socket.number(), buffer.data(), buffer.size(), 0);
        if (got < 0) {
            return;
        }
        Q_EMIT received(notificationOf(QByteArrayView(buffer.data(), got)));
    }
}

} // namespace supervisor
