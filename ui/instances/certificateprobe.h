// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslCertificate>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>

class QObject;

namespace ui {

/// What a server shows before anything is said to it.
struct SeenCertificate
{
    QSslCertificate certificate = QSslCertificate();
    bool isTrusted = false; ///< this computer vouches for it, for this host
    QString fault = {}; ///< why there is none
};

/// Begins TLS with the server of `url` (https) and ends it again; nothing else is sent. `handler`
/// is called once and later, within `deadline`, unless `context` has died.
void seeCertificate(const QUrl &url, std::chrono::milliseconds deadline, QObject *context,
                    const std::function<void(const SeenCertificate &)> &handler);

} // namespace ui
