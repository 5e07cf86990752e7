// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/config/filestamp.h"
#include "backend/protocol/clock.h"
#include "backend/protocol/result.h"

#include <QObject>
#include <QSslConfiguration>
#include <QString>
#include <QTimer>

namespace http {

/// Where a certificate with its chain and its key lie, both PEM.
struct CertificateFiles
{
    QString certificate = {};
    QString key = {};

    bool isEmpty() const { return certificate.isEmpty(); }
};

/// TLS 1.2 or later with this pair. The error is one line that names the file and what is wrong:
/// nothing readable in it, a key that is open to others, encrypted, of a kind that cannot be used
/// or not the certificate's, a certificate whose time is over or has not come.
protocol::Result<QSslConfiguration> loadCertificate(const CertificateFiles &files,
                                                    protocol::WallTime now);

/// The pair that new connections are met with. Looks at the files every second and takes them anew
/// when they have changed and lain still for one; a broken pair is told once, and the one before
/// stays.
class Certificate final : public QObject
{
    Q_OBJECT

public:
    explicit Certificate(CertificateFiles files, QObject *parent = nullptr);

    /// Why the files cannot be used, empty when they can.
    QString fault() const { return m_fault; }

Q_SIGNALS:
    void renewed(const QSslConfiguration &configuration);
    void faultChanged();

private:
    void look();

    CertificateFiles m_files;
    config::FileStamp m_certificate;
    config::FileStamp m_key;
    bool m_isNews = false;
    QString m_fault;
    QTimer m_timer;
};

} // namespace http
