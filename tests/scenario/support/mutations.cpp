// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/mutations.h"

#include "backend/protocol/clock.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

using namespace Qt::StringLiterals;

namespace scenario::mutations {

namespace {

/// What becomes of one value; `key` is that of the object it stands in, or of the list.
using Change = std::function<QJsonValue(const QString &key, const QJsonValue &value)>;

QJsonValue walk(const QString &key, const QJsonValue &value, const Change &change)
{
    if (value.isObject()) {
        QJsonObject object;
        const QJsonObject old = value.toObject();
        for (auto it = old.begin(); it != old.end(); ++it) {
            const QJsonValue now = walk(it.key(), it.value(), change);
            if (!now.isUndefined()) {
                object.insert(it.key(), now);
            }
        }
        return change(key, object);
    }
    if (value.isArray()) {
        QJsonArray list;
        for (const auto &element : value.toArray()) {
            list.append(walk(key, element, change));
        }
        return change(key, list);
    }
    return change(key, value);
}

Mutation everywhere(const Change &change)
{
    return [change](const QByteArray & /*path*/, Answer answer) {
        const QJsonDocument document = QJsonDocument::fromJson(answer.body);
        if (document.isObject()) {
            const QJsonValue now = walk({}, document.object(), change);
            answer.body = now.isArray() ? QJsonDocument(now.toArray()).toJson()
                                        : QJsonDocument(now.toObject()).toJson();
        }
        return answer;
    };
}

bool isSimple(const QJsonValue &value)
{
    return !value.isObject() && !value.isArray();
}

} // namespace

Mutation keyMissing(Key which)
{
    return everywhere([which](const QString & /*key*/, const QJsonValue &value) -> QJsonValue {
        QJsonObject object = value.toObject();
        const QStringList keys = object.keys();
        if (keys.isEmpty()) {
            return value;
        }
        object.remove(which == Key::First      ? keys.first()
                          : which == Key::Last ? keys.last()
                                               : keys.at(keys.size() / 2));
        return object;
    });
}

Mutation numbersAsTexts()
{
    return everywhere([](const QString & /*key*/, const QJsonValue &value) {
        return value.isDouble() ? QJsonValue(QString::number(value.toDouble())) : value;
    });
}

Mutation nulls()
{
    return everywhere([](const QString & /*key*/, const QJsonValue &value) {
        return isSimple(value) ? QJsonValue() : value;
    });
}

Mutation unknownWords()
{
    return everywhere([](const QString &key, const QJsonValue &value) {
        static const QStringList words{u"status"_s,   u"state"_s,   u"mode"_s,      u"type"_s,
                                       u"severity"_s, u"outcome"_s, u"kind"_s,      u"level"_s,
                                       u"health"_s,   u"reason"_s,  u"risk_level"_s};
        return value.isString() && words.contains(key) ? QJsonValue(u"brand_new"_s) : value;
    });
}

Mutation otherKinds()
{
    return everywhere([](const QString &key, const QJsonValue &value) -> QJsonValue {
        if (key.isEmpty()) {
            return value;
        }
        if (value.isObject()) {
            return QJsonArray{value};
        }
        return value.isArray() ? QJsonValue(QJsonObject{{u"0"_s, value}}) : value;
    });
}

Mutation extremeNumbers()
{
    return everywhere([](const QString &key, const QJsonValue &value) -> QJsonValue {
        constexpr std::array extremes{1e300, -1.0, 0.5, -9e18, 9.3e18};
        if (!value.isDouble()) {
            return value;
        }
        return extremes.at(qHash(key, 7U) % extremes.size());
    });
}

Mutation longTexts()
{
    return everywhere([](const QString & /*key*/, const QJsonValue &value) -> QJsonValue {
        constexpr int times = 200;
        if (!value.isString() || protocol::fromIso(value.toString())) {
            return value;
        }
        return u"<b>&amp;</b>\n<img src='x'>%1 "_s.repeated(times);
    });
}

namespace {

QJsonObject newer(QJsonObject object)
{
    object.insert(u"brand_new"_s, QJsonObject{{u"a"_s, 1}});
    object.insert(u"api_version"_s, 99);
    return object;
}

} // namespace

Mutation newerKeys()
{
    return everywhere([](const QString &key, const QJsonValue &value) -> QJsonValue {
        if (value.isObject() && key.isEmpty()) {
            return newer(value.toObject());
        }
        if (!value.isArray()) {
            return value;
        }
        QJsonArray list;
        for (const auto &element : value.toArray()) {
            list.append(element.isObject() ? QJsonValue(newer(element.toObject()))
                                           : QJsonValue(element));
        }
        return list;
    });
}

Mutation html(int status)
{
    return [status](const QByteArray & /*path*/, const Answer & /*answer*/) {
        return Answer{.status = status,
                      .headers = {{"content-type", "text/html"}},
                      .body = "<html><body><h1>Welcome to your router</h1></body></html>"};
    };
}

Mutation body(int status, const QByteArray &json)
{
    return [status, json](const QByteArray & /*path*/, const Answer & /*answer*/) {
        return Answer{
            .status = status, .headers = {{"content-type", "application/json"}}, .body = json};
    };
}

} // namespace scenario::mutations
