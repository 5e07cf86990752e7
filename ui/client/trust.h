// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection.h"

#include <QSslConfiguration>

class QSslCertificate;

namespace ui {

/// The system's certificates, and the connection's own beside them.
QSslConfiguration tlsFor(const Connection &connection);

/// True when the backend inside this program shows the very certificate that it was given. It may
/// be signed by itself, or made for another name than 127.0.0.1: nobody is between us.
bool isOwnCertificate(const Connection &connection, const QSslCertificate &shown);

} // namespace ui
