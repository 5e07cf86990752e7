// SPDX-License-Identifier: GPL-3.0-or-later
// What a configuration may say that this version does not do yet: refused, never ignored.
#include "backend/config/reading.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace config {

namespace {

/// Keys that have no effect yet, and why.
constexpr std::array<std::pair<QStringView, QStringView>, 2> OnlyDefaults{{
    {u"queue.url", u"this version has the embedded queue only (embedded:)"},
    {u"queue.password_file", u"this version has the embedded queue only (embedded:)"},
}};

} // namespace

QList<Fault> unsupported(const Loaded &loaded)
{
    Config given = loaded.config;
    Config defaults;
    const KeyIndex keys = indexOf(keysOf(given));
    const KeyIndex defaultKeys = indexOf(keysOf(defaults));
    QList<Fault> faults;
    const auto refuse = [&](const QString &name, const QString &rule) {
        faults.append({.file = loaded.origins.value(name, u"configuration"_s),
                       .key = name,
                       .value = toToml(valueOf(keys[name])),
                       .rule = rule});
    };
    if (given.storage.url.startsWith(u"sqlite:") && !given.storage.passwordFile.isEmpty()) {
        refuse(u"storage.password_file"_s,
               u"has no meaning for storage.url = \"%1\""_s.arg(given.storage.url));
    }
    for (const auto &[name, rule] : OnlyDefaults) {
        const QString key = name.toString();
        if (valueOf(keys[key]) != valueOf(defaultKeys[key])) {
            refuse(key, rule.toString());
        }
    }
    return faults;
}

} // namespace config
