// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/embeddedbackend.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <semaphore>

namespace app {

namespace {

constexpr std::chrono::seconds Patience{10};

} // namespace

EmbeddedBackend::EmbeddedBackend(QObject *parent)
    : QObject(parent)
{
    m_thread.setObjectName(QStringLiteral("backend"));
    m_thread.start();
}

EmbeddedBackend::~EmbeddedBackend()
{
    if (m_backend) {
        std::binary_semaphore isGone(0);
        QMetaObject::invokeMethod(m_backend.get(), [this, &isGone] {
            m_backend.reset();
            isGone.release();
        });
        if (!isGone.try_acquire_for(Patience)) {
            std::fputs("the backend hangs and is ended with the program\n", stderr);
            std::_Exit(EXIT_FAILURE); // nobody can end a thread; its workers die with it
        }
    }
    m_thread.quit();
    m_thread.wait();
}

void EmbeddedBackend::start(const Backend::Settings &settings)
{
    if (m_backend) {
        m_backend.release()->deleteLater(); // on its thread: it may still be in start()
    }
    m_backend = std::make_unique<Backend>(settings);
    m_backend->moveToThread(&m_thread);
    Backend *backend = m_backend.get();
    QMetaObject::invokeMethod(backend, [this, backend] {
        const auto url = backend->start();
        if (url) {
            const QByteArray token =
                backend->ownToken(QStringLiteral("console"), http::Scope::Admin);
            Q_EMIT started(reachableUrl(url.value()), QString::fromLatin1(token));
        } else {
            Q_EMIT failed(url.error().detail, backend->trouble());
        }
    });
}

void EmbeddedBackend::stop()
{
    if (!m_backend) {
        Q_EMIT stopped();
        return;
    }
    Backend *backend = m_backend.get();
    QMetaObject::invokeMethod(backend, [this, backend] {
        backend->stop([this](const QStringList &) { Q_EMIT stopped(); });
    });
}

void EmbeddedBackend::knock()
{
    if (m_backend) {
        QMetaObject::invokeMethod(m_backend.get(), [this] { Q_EMIT reacted(); });
    }
}

void EmbeddedBackend::abort()
{
    if (m_backend) {
        Backend *backend = m_backend.get();
        QMetaObject::invokeMethod(backend, [backend] { backend->abort(); });
    }
}

} // namespace app
