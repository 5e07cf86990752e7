// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/http/rawclient.h"

#include <QSslCertificate>
#include <QSslSocket>

/// The same over TLS; believes every certificate.
class TlsClient final : public RawClient
{
public:
    explicit TlsClient(quint16 port, QSsl::SslProtocol protocol = QSsl::TlsV1_2OrLater)
        : RawClient(std::make_unique<QSslSocket>())
    {
        tls().setProtocol(protocol);
        tls().setPeerVerifyMode(QSslSocket::VerifyNone);
        tls().connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        (void)waitUntil([this] {
            return tls().isEncrypted() || tls().state() == QAbstractSocket::UnconnectedState;
        });
    }

    QSslSocket &tls() { return static_cast<QSslSocket &>(socket); }
};
