// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/instances/certificateprobe.h"

#include <QCoreApplication>
#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>

namespace ui {

namespace {

class Probe final : public QObject
{
public:
    Probe(QObject *context, std::function<void(const SeenCertificate &)> handler)
        : QObject(context)
        , m_handler(std::move(handler))
    {
        m_socket.setProxy(QNetworkProxy::NoProxy);
        connect(&m_socket, &QSslSocket::sslErrors, this, [this] {
            m_isTrusted = false;
            m_socket.ignoreSslErrors(); // it is looked at, not believed
        });
        connect(&m_socket, &QSslSocket::encrypted, this, [this] {
            end({.certificate = m_socket.peerCertificate(), .isTrusted = m_isTrusted});
        });
        connect(&m_socket, &QSslSocket::errorOccurred, this,
                [this] { end({.fault = m_socket.errorString()}); });
    }

    void begin(const QUrl &url, std::chrono::milliseconds deadline)
    {
        QTimer::singleShot(deadline, this, [this] {
            end({.fault = QCoreApplication::translate("Instances", "No answer in time")});
        });
        m_socket.connectToHostEncrypted(url.host(), static_cast<quint16>(url.port()));
    }

private:
    void end(const SeenCertificate &seen)
    {
        if (!m_handler) {
            return;
        }
        const auto handler = std::exchange(m_handler, {});
        m_socket.disconnect(this);
        m_socket.abort();
        deleteLater();
        handler(seen);
    }

    QSslSocket m_socket;
    std::function<void(const SeenCertificate &)> m_handler;
    bool m_isTrusted = true;
};

} // namespace

void seeCertificate(const QUrl &url, std::chrono::milliseconds deadline, QObject *context,
                    const std::function<void(const SeenCertificate &)> &handler)
{
    (new Probe(context, handler))->begin(url, deadline);
}

} // namespace ui
