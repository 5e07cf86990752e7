// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/listing.h"

#include "backend/config/keys.h"
#include "backend/config/shown.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace config {

namespace {

void append(QJsonArray &all, const QList<Key> &keys, const QMap<QString, QString> &origins)
{
    for (const Key &key : keys) {
        all.append(QJsonObject{{u"key"_s, key.name},
                               {u"value"_s, shownValue(key)},
                               {u"origin"_s, origins.value(key.name, u"default"_s)}});
    }
}

} // namespace

QJsonArray listing(const Loaded &loaded)
{
    Config config = loaded.config;
    QJsonArray all;
    append(all, keysOf(config), loaded.origins);
    for (auto it = config.breakers.overrides.begin(); it != config.breakers.overrides.end(); ++it) {
        append(all, keysOf(*it, u"breakers."_s + it.key()), loaded.origins);
    }
    for (WorkerSection &worker : config.workers) {
        append(all, keysOf(worker, u"worker."_s + worker.name), loaded.origins);
    }
    for (AlertSection &alert : config.alerts) {
        append(all, keysOf(alert, u"alert."_s + alert.name), loaded.origins);
    }
    return all;
}

} // namespace config
