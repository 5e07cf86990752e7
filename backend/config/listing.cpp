// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/listing.h"

#include "backend/config/fault.h"
#include "backend/config/keys.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace config {

namespace {

QJsonValue withoutSecrets(const QJsonValue &value)
{
    if (value.isString()) {
        return masked(value.toString());
    }
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue item : value.toArray()) {
            array.append(withoutSecrets(item));
        }
        return array;
    }
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            it.value() = isSecretName(it.key()) ? QJsonValue(u"***"_s) : withoutSecrets(it.value());
        }
        return object;
    }
    return value;
}

void append(QJsonArray &all, const QList<Key> &keys, const QMap<QString, QString> &origins)
{
    for (const Key &key : keys) {
        const QJsonValue value =
            isSecretName(key.name) ? QJsonValue(u"***"_s) : withoutSecrets(valueOf(key));
        all.append(QJsonObject{{u"key"_s, key.name},
                               {u"value"_s, value},
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
