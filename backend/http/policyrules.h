// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <string_view>

namespace http {

/// The names under which a browser or a program may speak to us.
struct OurNames
{
    QByteArrayList names = {}; ///< further names; one with a port of its own stands for itself
    quint16 port = 0; ///< the one we listen on
    bool isEncrypted = false; ///< our pages come over https
    bool isProxied = false; ///< the further names may stand for a proxy's port
};

/// True for 127.0.0.1, localhost, [::1] and the further names, each with our port and in exactly
/// that spelling (letters of either case). The port may be left out when it is the scheme's own,
/// and behind a proxy of a further name.
///
/// Anything else could be the name of somebody's page that has been made to point to us.
bool isOurHost(std::string_view host, const OurNames &ours);

/// True for http:// (https:// when that is how we are spoken to, either behind a proxy) and a host
/// of ours, nothing behind it.
bool isOurOrigin(std::string_view origin, const OurNames &ours);

/// False for what a browser sends on behalf of another site or another port of this machine.
bool isOurFetchSite(std::string_view fetchSite);

/// True when a raw query has a parameter that is meant to carry a token: it would end up in logs.
bool hasToken(std::string_view query);

/// True for application/json, with or without parameters.
bool isJson(std::string_view contentType);

} // namespace http
