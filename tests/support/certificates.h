// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace support {

/// A certificate for localhost and the loopback addresses, signed by itself, and its key; PEM.
struct Pair
{
    QByteArray certificate = {};
    QByteArray key = {};
};

enum class KeyKind
{
    Ec,
    Rsa,
    Ed25519
};

struct CertificateWish
{
    KeyKind kind = KeyKind::Ec;
    long fromSeconds = -3600; ///< from now on
    long toSeconds = 86400;
    QByteArray passphrase = {}; ///< of the key; empty: none
};

Pair makePair(const CertificateWish &wish = {});

} // namespace support
