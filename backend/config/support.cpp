// SPDX-License-Identifier: GPL-3.0-or-later
// What a configuration may say that this version does not do yet: refused, never ignored.
#include "backend/config/keys.h"
#include "backend/config/load.h"

#include <QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace config {

namespace {

bool isLoopback(const QString &host)
{
    return host == u"localhost" || QHostAddress(host).isLoopback();
}

} // namespace

QList<Fault> unsupported(const Loaded &loaded)
{
    Config given = loaded.config;
    const QList<Key> keys = keysOf(given);
    QList<Fault> faults;
    const auto refuse = [&](const QString &name, const QString &rule) {
        const auto key = std::find_if(keys.begin(), keys.end(),
                                      [&](const Key &other) { return other.name == name; });
        faults.append({.file = loaded.origins.value(name, u"configuration"_s),
                       .key = name,
                       .value = toToml(valueOf(*key)),
                       .rule = rule});
    };
    if (!isLoopback(given.server.host)) {
        refuse(
            u"server.host"_s,
            u"an address other than loopback needs tokens, which this version cannot issue yet"_s);
    }
    if (given.security.requireToken) {
        refuse(u"security.require_token"_s, u"this version cannot issue tokens yet"_s);
    }
    if (!given.server.tlsCertificateFile.isEmpty()) {
        refuse(u"server.tls_certificate_file"_s, u"this version does not speak TLS yet"_s);
    }
    if (!given.storage.url.startsWith(u"sqlite:")) {
        refuse(u"storage.url"_s, u"this version stores in SQLite only (sqlite:FILE)"_s);
    }
    if (!given.queue.url.startsWith(u"embedded:")) {
        refuse(u"queue.url"_s, u"this version has the embedded queue only (embedded:)"_s);
    }
    return faults;
}

} // namespace config
