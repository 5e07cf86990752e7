// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/trust.h"

#include <QCryptographicHash>
#include <QSslCertificate>

namespace ui {

QSslConfiguration tlsFor(const Connection &connection)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (!connection.certificateFile.isEmpty() && !connection.embedded) {
        configuration.addCaCertificates(connection.certificateFile);
    }
    if (!connection.fingerprint.isEmpty()) {
        configuration.setCaCertificates({});
    }
    return configuration;
}

bool isOwnCertificate(const Connection &connection, const QSslCertificate &shown)
{
    // Read each time: it may have been renewed while we run.
    return connection.embedded && !connection.certificateFile.isEmpty() && !shown.isNull()
        && QSslCertificate::fromPath(connection.certificateFile).value(0) == shown;
}

QString fingerprintOf(const QSslCertificate &certificate)
{
    return certificate.isNull()
        ? QString()
        : QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex());
}

bool isAccepted(const Connection &connection, const QSslCertificate &shown)
{
    return isOwnCertificate(connection, shown)
        || (!connection.fingerprint.isEmpty() && fingerprintOf(shown) == connection.fingerprint);
}

} // namespace ui
