// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/monitoring/namelookup.h"

#include <QUrl>

#include <mutex>
#include <system_error>
#include <thread>

#include <netdb.h>

using namespace Qt::StringLiterals;

namespace monitoring {

struct NameLookup::Line
{
    std::mutex mutex;
    NameLookup *receiver = nullptr; ///< nobody once we are gone

    void tell(const QString &error)
    {
        const std::lock_guard lock(mutex);
        if (receiver != nullptr) {
            QMetaObject::invokeMethod(
                receiver, [target = receiver, error] { target->take(error); },
                Qt::QueuedConnection);
        }
    }
};

namespace {

/// Why the name has no address; empty when it has one.
QString lookUp(const QByteArray &name)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    const int status = ::getaddrinfo(name.constData(), nullptr, &hints, &found);
    if (found != nullptr) {
        ::freeaddrinfo(found);
    }
    return status == 0 ? QString() : QString::fromLocal8Bit(::gai_strerror(status));
}

} // namespace

NameLookup::NameLookup(QObject *parent)
    : QObject(parent)
    , m_line(std::make_shared<Line>())
{
    m_line->receiver = this;
}

NameLookup::~NameLookup()
{
    const std::lock_guard lock(m_line->mutex);
    m_line->receiver = nullptr;
}

void NameLookup::begin(const QString &host)
{
    if (std::exchange(m_isUnderWay, true)) {
        return;
    }
    try {
        std::thread([line = m_line, name = QUrl::toAce(host)] {
            line->tell(lookUp(name));
        }).detach();
    } catch (const std::system_error &error) {
        m_line->tell(QString::fromLocal8Bit(error.what()));
    }
}

void NameLookup::take(const QString &error)
{
    m_isUnderWay = false;
    Q_EMIT ended(error);
}

} // namespace monitoring
