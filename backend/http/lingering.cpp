// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/lingering.h"

#include <QAbstractSocket>

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace http {

namespace {

constexpr qint64 MostSwallowed = qint64(4) * 1024 * 1024;
constexpr std::size_t AtOnce = std::size_t(16) * 1024;

} // namespace

Lingering::Lingering(const QAbstractSocket &socket, Patience patience, QObject *parent)
    : QObject(parent)
    , m_descriptor(::fcntl(static_cast<int>(socket.socketDescriptor()), F_DUPFD_CLOEXEC, 0))
    , m_afterwards(patience.afterwards)
{
    m_timer.setSingleShot(true);
    m_timer.start(patience.forClose);
    connect(&m_timer, &QTimer::timeout, this, &QObject::deleteLater);
    // What it has not written yet goes out first.
    connect(&socket, &QAbstractSocket::disconnected, this, &Lingering::begin);
    connect(&socket, &QObject::destroyed, this, &Lingering::begin);
}

Lingering::~Lingering()
{
    m_notifier.reset();
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

void Lingering::begin()
{
    if (m_notifier) {
        return;
    }
    if (m_descriptor < 0 || ::shutdown(m_descriptor, SHUT_WR) != 0) {
        return deleteLater(); // no descriptor was left, or the other end has gone
    }
    m_notifier.emplace(m_descriptor, QSocketNotifier::Read);
    connect(&*m_notifier, &QSocketNotifier::activated, this, &Lingering::swallow);
    m_timer.start(m_afterwards);
}

void Lingering::swallow()
{
    std::array<char, AtOnce> buffer;
    const ssize_t count = ::recv(m_descriptor, buffer.data(), buffer.size(), MSG_DONTWAIT);
    const bool isNothing = count < 0 && (errno == EAGAIN || errno == EINTR);
    m_swallowed += std::max<ssize_t>(count, 0);
    if ((count <= 0 && !isNothing) || m_swallowed > MostSwallowed) {
        m_notifier->setEnabled(false);
        deleteLater();
    }
}

} // namespace http
