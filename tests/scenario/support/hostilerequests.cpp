// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/hostilerequests.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace scenario {

namespace {

QByteArray json(const QJsonValue &value)
{
    return value.isObject() ? QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact)
                            : QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
}

/// Everything but letters and digits escaped.
QByteArray escaped(const QByteArray &bytes)
{
    return bytes.toPercentEncoding();
}

} // namespace

QList<Operation> operationsOf(const QJsonObject &openApi)
{
    QList<Operation> all;
    const QJsonObject paths = openApi.value(u"paths").toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject operations = path.value().toObject();
        for (auto it = operations.begin(); it != operations.end(); ++it) {
            all.append({.method = it.key().toUpper().toLatin1(),
                        .path = path.key(),
                        .parameters = it.value()[u"parameters"].toArray(),
                        .body = it.value()[u"requestBody"][u"content"][u"application/json"]
                                    .toObject()
                                    .value(u"schema")
                                    .toObject()});
        }
    }
    return all;
}

HostileRequests::HostileRequests(quint32 seed)
    : m_random(seed)
{ }

int HostileRequests::upTo(int most)
{
    return std::uniform_int_distribution<int>(0, most)(m_random);
}

HostileRequest HostileRequests::next(const Operation &operation)
{
    HostileRequest request{.target = target(operation)};
    if (!operation.body.isEmpty() || upTo(9) == 0) {
        request.body = body(operation.body);
    }
    if (!request.body.isEmpty()) {
        const QList<QByteArray> types{"application/json",
                                      "application/json",
                                      "application/json; charset=utf-8",
                                      "text/plain",
                                      "application/json; charset=utf-16",
                                      ""};
        if (const QByteArray type = anyOf(types); !type.isEmpty()) {
            request.headers.append({"Content-Type", type});
        }
    }
    return request;
}

QByteArray HostileRequests::target(const Operation &operation)
{
    QByteArray path;
    const QStringList parts = operation.path.split(u'/', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        QJsonObject schema;
        for (const QJsonValueConstRef parameter : operation.parameters) {
            if (part == u'{' % parameter[u"name"].toString() % u'}') {
                schema = parameter[u"schema"].toObject();
            }
        }
        path += '/' + (part.startsWith(u'{') ? value(schema) : part.toUtf8());
    }
    const QByteArray asked = query(operation);
    return asked.isEmpty() ? path : path + '?' + asked;
}

QByteArray HostileRequests::query(const Operation &operation)
{
    QByteArrayList parts;
    for (const QJsonValueConstRef parameter : operation.parameters) {
        if (parameter[u"in"].toString() != u"query" || upTo(2) == 0) {
            continue; // missing
        }
        const QByteArray name = parameter[u"name"].toString().toUtf8();
        const QJsonObject schema = parameter[u"schema"].toObject();
        parts.append(upTo(30) == 0 ? name : name + '=' + value(schema));
        if (upTo(15) == 0) {
            parts.append(name + '=' + value(schema)); // twice
        }
    }
    if (upTo(10) == 0) {
        parts.append(noise() + '=' + noise());
    }
    if (upTo(20) == 0) {
        parts.append(anyOf(QList<QByteArray>{"", "&", "=", "==", "a", "%", "%zz=1", "?"}));
    }
    return parts.join('&');
}

QByteArray HostileRequests::goodValue(const QJsonObject &schema)
{
    const QJsonArray words = schema.value(u"enum").toArray();
    if (!words.isEmpty()) {
        return escaped(words[upTo(static_cast<int>(words.size()) - 1)].toString().toUtf8());
    }
    const QString type = schema.value(u"type").toString();
    if (type == u"integer" || type == u"number") {
        return QByteArray::number(schema.value(u"minimum").toInteger(1));
    }
    if (type == u"boolean") {
        return upTo(1) == 0 ? "true" : "false";
    }
    return schema.value(u"format").toString() == u"date-time" ? "2025-12-27T10:30:00Z"
                                                              : "front_door";
}

QByteArray HostileRequests::badInteger(const QJsonObject &schema)
{
    return anyOf(QList<QByteArray>{
        QByteArray::number(schema.value(u"minimum").toInteger() - 1),
        QByteArray::number(schema.value(u"maximum").toInteger(1000) + 1), "-1", "0", "1.5", "1e3",
        "0x10", "007", "-0", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
        "99999999999999999999999999", "NaN", "Infinity", "%D9%A1", "+1", "%201", "1%20"});
}

QByteArray HostileRequests::oddText()
{
    const QByteArray longText(1 + upTo(6000), 'x');
    return anyOf(QList<QByteArray>{"",
                                   "%00",
                                   "a%00b",
                                   "%0a",
                                   "%0d%0aX-Injected:%201",
                                   "%2e%2e",
                                   "..",
                                   ".",
                                   "%2f",
                                   "%5c",
                                   "..%2f..%2fetc%2fpasswd",
                                   "%252e%252e%252f",
                                   "%2500",
                                   "%2531",
                                   "%ff",
                                   "%c3",
                                   "%c3%28",
                                   "%ed%a0%80",
                                   "%f0%9f%98%80",
                                   "%e4",
                                   "%fe%ff%00a",
                                   "%ef%bb%bfa",
                                   "%u0041",
                                   "%",
                                   "%4",
                                   "%zz",
                                   "'%20OR%201=1--",
                                   "%22;DROP%20TABLE%20events;--",
                                   "%25",
                                   "_",
                                   "*",
                                   "%3Cscript%3E",
                                   "null",
                                   "undefined",
                                   "true",
                                   "[]",
                                   "{}",
                                   "$(id)",
                                   "%60id%60",
                                   "a+b",
                                   "a%2bb",
                                   "%e2%80%ae",
                                   longText,
                                   "nobody",
                                   "2025-13-45T99:99:99Z",
                                   "2025-12-27",
                                   "9999999999-01-01T00:00:00Z"});
}

QByteArray HostileRequests::noise()
{
    QByteArray bytes(1 + upTo(20), '\0');
    for (char &byte : bytes) {
        byte = static_cast<char>(upTo(255));
    }
    return escaped(bytes);
}

QByteArray HostileRequests::value(const QJsonObject &schema)
{
    switch (upTo(5)) {
    case 0:
    case 1:
        return goodValue(schema);
    case 2:
        return badInteger(schema);
    case 3:
        return noise();
    default:
        return oddText();
    }
}

QByteArray HostileRequests::goodBody(const QJsonObject &schema)
{
    QJsonObject object;
    const QJsonObject properties = schema.value(u"properties").toObject();
    const QList<QJsonValue> odd{1,
                                -1,
                                1.5,
                                1e300,
                                true,
                                QJsonValue::Null,
                                QString(),
                                u"x"_s,
                                QString(5000, u'x'),
                                QString(QChar(u'\0')),
                                QJsonArray{1, u"a"_s},
                                QJsonObject{{u"a"_s, 1}}};
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        if (upTo(3) != 0) {
            object.insert(it.key(), anyOf(odd));
        }
    }
    if (upTo(4) == 0) {
        object.insert(QString::fromLatin1(noise()), anyOf(odd));
    }
    return json(object);
}

QByteArray HostileRequests::body(const QJsonObject &schema)
{
    const QByteArray good = goodBody(schema);
    const QByteArray deep(1 + upTo(300), '[');
    switch (upTo(5)) {
    case 0:
        return anyOf(QList<QByteArray>{"[]", "null", "1", "\"a\"", "true", "{", "}", "", " ", "{}",
                                       "{\"a\":1,\"a\":2}", "{'a':1}", "{a:1}", "[1,]", "{}{}",
                                       "\xef\xbb\xbf{}", "\xff\xfe{\0}\0", QByteArray(1, '\0')});
    case 1:
        return deep + QByteArray(deep.size(), ']');
    case 2:
        return "{\"x\":\"" + QByteArray(upTo(9000), 'x') + "\"}";
    case 3: {
        QByteArray bytes = good;
        bytes[upTo(static_cast<int>(bytes.size()) - 1)] = static_cast<char>(upTo(255));
        return bytes;
    }
    case 4:
        return good.left(upTo(static_cast<int>(good.size())));
    default:
        return good;
    }
}

} // namespace scenario
