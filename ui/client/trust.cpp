// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/trust.h"

#include <QSslCertificate>

namespace ui {

QSslConfiguration tlsFor(const Connection &connection)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (!connection.certificateFile.isEmpty() && !connection.embedded) {
        configuration.addCaCertificates(connection.certificateFile);
    }
    return configuration;
}

bool isOwnCertificate(const Connection &connection, const QSslCertificate &shown)
{
    // Read each time: it may have been renewed while we run.
    return connection.embedded && !connection.certificateFile.isEmpty() && !shown.isNull()
        && QSslCertificate::fromPath(connection.certificateFile).value(0) == shown;
}

} // namespace ui
