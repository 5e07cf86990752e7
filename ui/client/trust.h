// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection.h"

#include <QSslConfiguration>

class QSslCertificate;

namespace ui {

/// The system's certificates, and the connection's own beside them. Where one certificate was
/// accepted no authority counts: each is then an error that isAccepted() decides on, before a byte
/// of ours has left.
QSslConfiguration tlsFor(const Connection &connection);

/// True when the backend inside this program shows the very certificate that it was given. It may
/// be signed by itself, or made for another name than 127.0.0.1: nobody is between us.
bool isOwnCertificate(const Connection &connection, const QSslCertificate &shown);

/// True for a certificate that the system does not vouch for, and that is believed all the same:
/// the own one, or the one that was accepted for this connection.
bool isAccepted(const Connection &connection, const QSslCertificate &shown);

/// The SHA-256 of a certificate as Connection::fingerprint has it; empty for none.
QString fingerprintOf(const QSslCertificate &certificate);

} // namespace ui
