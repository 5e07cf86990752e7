// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/config/filestamp.h"
#include "backend/protocol/clock.h"
#include "backend/protocol/result.h"

#include <QObject>
#include <QSslConfiguration>
#include <QString>
#include <QTimer>

#include <chrono>

namespace http {

/// Where a certificate with its chain and its key lie, both PEM.
struct CertificateFiles
{
    QString certificate = {};
    QString key = {};

    bool isEmpty() const { return certificate.isEmpty(); }
};

/// What tells one pair from the next.
struct CertificateStamps
{
    config::FileStamp certificate = {};
    config::FileStamp key = {};

    bool operator==(const CertificateStamps &) const = default;
};

CertificateStamps stampsOf(const CertificateFiles &files);

/// TLS 1.2 or later with this pair. The error is one line that names the file and what is wrong:
/// nothing readable in it, a key that is open to others, encrypted, of a kind that cannot be used
/// or not the certificate's, a certificate whose time is over or has not come.
protocol::Result<QSslConfiguration> loadCertificate(const CertificateFiles &files,
                                                    protocol::WallTime now);

/// The pair that new connections are met with. Looks at the files every second and takes them anew
/// when they have changed and lain still for one; a broken pair is told once and tried again every
/// minute, and the one before stays.
class Certificate final : public QObject
{
    Q_OBJECT

public:
    /// `loaded` was taken before the pair in use was loaded.
    Certificate(CertificateFiles files, const CertificateStamps &loaded,
                std::chrono::seconds again = std::chrono::minutes(1), QObject *parent = nullptr);

    /// Why the files cannot be used, empty when they can.
    QString fault() const { return m_fault; }

Q_SIGNALS:
    void renewed(const QSslConfiguration &configuration);
    void faultChanged();

private:
    void look();
    void take();

    CertificateFiles m_files;
    CertificateStamps m_stamps;
    std::chrono::seconds m_again; ///< from a refusal to the next try
    protocol::SteadyTime m_tried{};
    bool m_isNews = false;
    QString m_fault;
    QTimer m_timer;
};

} // namespace http
