// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace ui {

/// How much may be done to a backend from this console.
enum class Guard
{
    Watch, ///< nothing
    Guarded, ///< what has consequences only after its name was typed
    Free, ///< as the rules of each action say
};

/// Which backend a window is a mirror of.
struct Connection
{
    QUrl url = {}; ///< http(s)://host:port
    QString token = {}; ///< empty: none needed
    QString name = {}; ///< what the operator calls it
    QString tag = {}; ///< one or two letters; empty: those of the name
    QString colour = {}; ///< one of instanceColours(); empty: that of the name
    Guard guard = Guard::Free;
    bool embedded = false; ///< it runs inside this program
    bool canStartAnew = false; ///< and the program can start another one in its place
    QString fingerprint = {}; ///< SHA-256 of the one certificate that is believed, lower-case
                              ///< hexadecimal digits; empty: those that the system trusts
    QString certificateFile = {}; ///< PEM; trusted beside those of the system. Of an embedded one
                                  ///< its own: whatever name is in it
};

} // namespace ui
