// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connection.h"

#include <QString>
#include <QUrl>

namespace ui {

/// A backend that the operator has put on the list. What is secret of it is in the keychain.
struct Instance
{
    QString id = {}; ///< a UUID; names its token in the keychain
    QString name = {}; ///< what the operator calls it
    QUrl url = {}; ///< http(s)://host:port
    QString tag = {}; ///< one or two letters
    QString colour = {}; ///< one of instanceColours()
    Guard guard = Guard::Guarded;
    QString fingerprint = {}; ///< of the certificate that was accepted, as Connection has it
    bool embedded = false; ///< it runs inside this program, and is on no list

    bool operator==(const Instance &) const = default;
};

} // namespace ui
