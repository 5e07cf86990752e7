// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/api/routerules.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QStringView, 5> Methods{u"get", u"post", u"put", u"patch", u"delete"};
constexpr int DeepestSchema = 8; ///< a document from elsewhere may refer to itself

QString toFill(const QString &name)
{
    return name.toUpper();
}

class Sample final
{
public:
    explicit Sample(const QJsonObject &openapi)
        : m_schemas(openapi[u"components"].toObject()[u"schemas"].toObject())
    { }

    QJsonValue of(const QString &name, QJsonObject schema, int depth) const
    {
        const QString reference = schema.value(u"$ref").toString();
        if (!reference.isEmpty()) {
            schema = m_schemas.value(reference.section(u'/', -1)).toObject();
        }
        if (const QJsonArray words = schema.value(u"enum").toArray(); !words.isEmpty()) {
            return words.first();
        }
        const QJsonValue types = schema.value(u"type");
        const QString type =
            types.isArray() ? types.toArray().first().toString() : types.toString();
        if (type == u"object" && depth < DeepestSchema) {
            return object(schema, depth);
        }
        if (type == u"array") {
            return QJsonArray();
        }
        if (type == u"integer" || type == u"number") {
            return schema.value(u"minimum").toDouble();
        }
        return type == u"boolean" ? QJsonValue(false) : QJsonValue(toFill(name));
    }

private:
    QJsonObject object(const QJsonObject &schema, int depth) const
    {
        QJsonObject sample;
        const QJsonArray required = schema.value(u"required").toArray();
        const QJsonObject properties = schema.value(u"properties").toObject();
        for (const auto &key : required) {
            const QString name = key.toString();
            sample.insert(name, of(name, properties.value(name).toObject(), depth + 1));
        }
        return sample;
    }

    QJsonObject m_schemas;
};

QString queryOf(const QJsonArray &parameters)
{
    QStringList parts;
    for (const auto &value : parameters) {
        const QJsonObject parameter = value.toObject();
        const QString name = parameter.value(u"name").toString();
        if (parameter.value(u"in") == u"query"_s && parameter.value(u"required").toBool()) {
            parts << name + u'=' + toFill(name);
        }
    }
    return parts.join(u'&');
}

ApiRoute routeOf(const QString &method, const QString &path, const QJsonObject &operation,
                 const Sample &sample)
{
    ApiRoute route{.method = method.toUpper(),
                   .path = path,
                   .summary = operation.value(u"summary").toString(),
                   .scope = operation.value(u"x-scope").toString(),
                   .query = queryOf(operation.value(u"parameters").toArray())};
    const QJsonObject body = operation.value(u"requestBody").toObject();
    if (!body.isEmpty()) {
        const QJsonObject schema = body[u"content"][u"application/json"][u"schema"].toObject();
        route.hasBody = true;
        route.body = sample.of({}, schema, 0).toObject();
    }
    return route;
}

} // namespace

QList<ApiRoute> routesOf(const QJsonObject &openapi)
{
    QList<ApiRoute> routes;
    const Sample sample(openapi);
    const QJsonObject paths = openapi.value(u"paths").toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject operations = path.value().toObject();
        for (const QStringView method : Methods) {
            if (operations.value(method).isObject() && path.key().startsWith(u'/')) {
                routes << routeOf(method.toString(), path.key(),
                                  operations.value(method).toObject(), sample);
            }
        }
    }
    return routes;
}

QString pathToFill(const ApiRoute &route)
{
    static const QRegularExpression name(u"\\{([^}]*)\\}"_s);
    QString path = route.path;
    for (auto match = name.match(path); match.hasMatch(); match = name.match(path)) {
        path.replace(match.capturedStart(), match.capturedLength(), toFill(match.captured(1)));
    }
    return route.query.isEmpty() ? path : path + u'?' + route.query;
}

bool passes(const ApiRoute &route, const QString &text)
{
    const QString all = route.method + u' ' + route.path + u' ' + route.summary;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(), [&](const QString &word) {
        return all.contains(word, Qt::CaseInsensitive);
    });
}

QStringList socketsOf(const QJsonObject &asyncapi)
{
    QStringList sockets;
    const QJsonObject channels = asyncapi.value(u"channels").toObject();
    for (const auto &channel : channels) {
        const QString address = channel.toObject().value(u"address").toString();
        if (address.startsWith(u'/')) {
            sockets << address;
        }
    }
    return sockets;
}

} // namespace ui
