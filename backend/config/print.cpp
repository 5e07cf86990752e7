// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/print.h"

#include "backend/config/keys.h"
#include "backend/config/reading.h"
#include "backend/config/shown.h"

using namespace Qt::StringLiterals;

namespace config {

namespace {

QString line(const Key &key, const QMap<QString, QString> &origins)
{
    return u"%1 = %2 # %3\n"_s.arg(lastPart(key.name), toToml(shownValue(key)),
                                   origins.value(key.name, u"default"_s));
}

/// The keys under a header for each section.
QString sections(const QList<Key> &keys, const QMap<QString, QString> &origins)
{
    QString text;
    QString current;
    for (const Key &key : keys) {
        const QString section = sectionOf(key.name);
        if (section != current) {
            text += u"%1[%2]\n"_s.arg(text.isEmpty() ? QString() : u"\n"_s, section);
            current = section;
        }
        text += line(key, origins);
    }
    return text;
}

} // namespace

QString effective(const Loaded &loaded)
{
    Config config = loaded.config;
    QString text = sections(keysOf(config), loaded.origins);
    for (auto it = config.breakers.overrides.begin(); it != config.breakers.overrides.end(); ++it) {
        text += u'\n' + sections(keysOf(*it, u"breakers."_s + it.key()), loaded.origins);
    }
    for (WorkerSection &worker : config.workers) {
        text += u"\n[[worker]]\n"_s;
        for (const Key &key : keysOf(worker, u"worker."_s + worker.name)) {
            text += line(key, loaded.origins);
        }
    }
    for (AlertSection &alert : config.alerts) {
        text += u"\n[[alert]]\n"_s;
        for (const Key &key : keysOf(alert, u"alert."_s + alert.name)) {
            text += line(key, loaded.origins);
        }
    }
    return text;
}

} // namespace config
