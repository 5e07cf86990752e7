// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/shown.h"

#include "backend/config/fault.h"
#include "backend/config/reading.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace config {

namespace {

QJsonArray arrayWithoutSecrets(const QJsonArray &array)
{
    const auto isText = [](const QJsonValue &item) { return item.isString(); };
    if (std::all_of(array.begin(), array.end(), isText)) {
        QStringList command;
        for (const QJsonValue item : array) {
            command.append(item.toString());
        }
        return QJsonArray::fromStringList(protocol::maskedCommand(command));
    }
    QJsonArray result;
    for (const QJsonValue item : array) {
        result.append(withoutSecrets(item));
    }
    return result;
}

} // namespace

QJsonValue withoutSecrets(const QJsonValue &value)
{
    if (value.isString()) {
        return masked(value.toString());
    }
    if (value.isArray()) {
        return arrayWithoutSecrets(value.toArray());
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

QJsonValue shownValue(const Key &key)
{
    const QJsonValue value = valueOf(key);
    const QString name = lastPart(key.name);
    if (name == u"environment" && value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            it.value() = u"***"_s;
        }
        return object;
    }
    return value.isString() && isSecretName(name) ? QJsonValue(u"***"_s) : withoutSecrets(value);
}

} // namespace config
