// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/certificates.h"

#include <QFile>
#include <QTemporaryDir>

namespace support {

/// A pair in a directory of its own, which can be replaced by another one.
class CertificateFolder final
{
public:
    explicit CertificateFolder(const Pair &pair = makePair()) { put(pair); }

    /// As certbot and its like do: new files are renamed over the old ones.
    void put(const Pair &pair) const
    {
        replace(certificateFile(), pair.certificate);
        replace(keyFile(), pair.key);
    }

    static void replace(const QString &path, const QByteArray &content)
    {
        const QString next = path + QStringLiteral(".new");
        QFile file(next);
        if (file.open(QIODevice::WriteOnly | QIODevice::Truncate)) {
            file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
            file.write(content);
            file.close();
            ::rename(QFile::encodeName(next).constData(), QFile::encodeName(path).constData());
        }
    }

    QString certificateFile() const { return m_directory.filePath(QStringLiteral("cert.pem")); }

    QString keyFile() const { return m_directory.filePath(QStringLiteral("key.pem")); }

    /// The lines of [server] that name them.
    QString toml() const
    {
        return QStringLiteral("tls_certificate_file = \"%1\"\ntls_key_file = \"%2\"\n")
            .arg(certificateFile(), keyFile());
    }

private:
    QTemporaryDir m_directory;
};

} // namespace support
