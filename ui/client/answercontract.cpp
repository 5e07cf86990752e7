// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/answercontract.h"

#include "backend/protocol/clock.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(AnswerContract)
};

constexpr qsizetype MostShown = 40;

QJsonObject compiledIn()
{
    QFile file(u":/signalbox/contract/answers.json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

QString shown(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    const QString text = QString::fromUtf8(list).sliced(1).chopped(1);
    return text.size() > MostShown ? text.first(MostShown) + u'…' : text;
}

std::optional<double> bound(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

} // namespace

AnswerContract::AnswerContract()
    : AnswerContract(compiledIn())
{ }

AnswerContract::AnswerContract(const QJsonObject &document)
    : m_schemas(document.value(u"schemas").toObject())
    , m_shapes(1) // the first one is of anything
{
    const QJsonObject paths = document.value(u"paths").toObject();
    for (auto it = paths.begin(); it != paths.end(); ++it) {
        Route route{.segments = it.key().split(u'/')};
        const QJsonObject answers = it.value().toObject();
        for (auto answer = answers.begin(); answer != answers.end(); ++answer) {
            route.answers.insert(answer.key().toInt(), shapeOf(answer.value().toObject()));
        }
        if (it.key().contains(u'{')) {
            m_patterns.push_back(route);
        } else {
            m_routes.insert(it.key(), route);
        }
    }
    m_schemas = {};
}

AnswerContract::Kind AnswerContract::kindOf(const QString &type, const QJsonObject &schema)
{
    if (type == u"string") {
        return schema.value(u"format").toString() == u"date-time" ? Kind::Time : Kind::Text;
    }
    if (type == u"object") {
        return schema.contains(u"additionalProperties") ? Kind::Map : Kind::Object;
    }
    static const QHash<QString, Kind> kinds{{u"boolean"_s, Kind::Boolean},
                                            {u"integer"_s, Kind::Integer},
                                            {u"number"_s, Kind::Number},
                                            {u"array"_s, Kind::List}};
    return kinds.value(type, Kind::Any);
}

// Its place is taken before it is read: a schema may speak of itself.
std::size_t AnswerContract::namedShape(const QString &name)
{
    if (const auto known = m_named.constFind(name); known != m_named.cend()) {
        return *known;
    }
    const std::size_t place = m_shapes.size();
    m_named.insert(name, place);
    m_shapes.emplace_back();
    const std::size_t made = shapeOf(m_schemas.value(name).toObject());
    m_shapes[place] = m_shapes[made];
    return place;
}

std::size_t AnswerContract::shapeOf(const QJsonObject &schema)
{
    if (schema.contains(u"$ref")) {
        return namedShape(schema.value(u"$ref").toString().section(u'/', -1));
    }
    Shape shape;
    QJsonArray types = schema.value(u"type").toArray();
    if (const QJsonArray either = schema.value(u"anyOf").toArray(); !either.isEmpty()) {
        shape = m_shapes[shapeOf(either.first().toObject())]; // or null
        shape.isNullable = true;
    } else {
        types = types.isEmpty() ? QJsonArray{schema.value(u"type")} : types;
        shape.kind = kindOf(types.first().toString(), schema);
        shape.isNullable = types.contains(u"null"_s);
        shape.least = bound(schema.value(u"minimum"));
        shape.most = bound(schema.value(u"maximum"));
    }
    if (shape.kind == Kind::List && schema.contains(u"items")) {
        shape.items = shapeOf(schema.value(u"items").toObject());
    } else if (shape.kind == Kind::Map && schema.contains(u"additionalProperties")) {
        shape.items = shapeOf(schema.value(u"additionalProperties").toObject());
    }
    const QJsonObject properties = schema.value(u"properties").toObject();
    const QJsonArray required = schema.value(u"required").toArray();
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        shape.fields.push_back({.name = it.key(),
                                .shape = shapeOf(it.value().toObject()),
                                .isRequired = required.contains(it.key())});
    }
    m_shapes.push_back(shape);
    return m_shapes.size() - 1;
}

bool AnswerContract::fits(const Shape &shape, const QJsonValue &value)
{
    const double number = value.toDouble();
    const bool isWithin =
        (!shape.least || number >= *shape.least) && (!shape.most || number <= *shape.most);
    constexpr double exact = 9007199254740992.0; // 2^53: beyond it a double skips integers
    switch (shape.kind) {
    case Kind::Any:
        return true;
    case Kind::Boolean:
        return value.isBool();
    case Kind::Integer:
        return value.isDouble() && std::abs(number) <= exact && std::trunc(number) == number
            && isWithin;
    case Kind::Number:
        return value.isDouble() && isWithin;
    case Kind::Text:
        return value.isString();
    case Kind::Time:
        return value.isString() && protocol::fromIso(value.toString()).has_value();
    case Kind::List:
        return value.isArray();
    case Kind::Map:
    case Kind::Object:
        return value.isObject();
    }
    return false;
}

const AnswerContract::Route *AnswerContract::routeOf(const QString &path) const
{
    const QString plain = path.section(u'?', 0, 0);
    if (const auto found = m_routes.constFind(plain); found != m_routes.cend()) {
        return &*found;
    }
    const QStringList segments = plain.split(u'/');
    for (const Route &route : m_patterns) {
        bool isIt = route.segments.size() == segments.size();
        for (qsizetype i = 0; isIt && i < segments.size(); ++i) {
            isIt = route.segments[i].startsWith(u'{') || route.segments[i] == segments[i];
        }
        if (isIt) {
            return &route;
        }
    }
    return nullptr;
}

std::optional<QString> AnswerContract::fault(const QString &path, int status,
                                             const QJsonObject &body) const
{
    const Route *route = routeOf(path);
    const auto found = route ? look(route->answers.value(status), body) : std::nullopt;
    if (!found) {
        return {};
    }
    if (found->value.isUndefined()) {
        return Text::tr("The answer is not as documented: %1 is missing. The backend may be of "
                        "another version.")
            .arg(found->key);
    }
    return Text::tr("The answer is not as documented: %1 is %2. The backend may be of another "
                    "version.")
        .arg(found->key, shown(found->value));
}

AnswerContract::Fault AnswerContract::Fault::in(const QString &above) const
{
    const bool isBehindADot = !key.isEmpty() && !key.startsWith(u'[');
    return {.key = above + (isBehindADot ? u"."_s : QString()) + key, .value = value};
}

std::optional<AnswerContract::Fault> AnswerContract::look(std::size_t shape,
                                                          const QJsonValue &value) const
{
    const Shape &wanted = m_shapes[shape];
    if (wanted.isNullable && value.isNull()) {
        return {};
    }
    if (!fits(wanted, value)) {
        return Fault{.value = value};
    }
    switch (wanted.kind) {
    case Kind::Object:
        return lookAtFields(wanted, value.toObject());
    case Kind::List:
    case Kind::Map:
        return lookAtItems(wanted, value);
    default:
        return {};
    }
}

std::optional<AnswerContract::Fault> AnswerContract::lookAtFields(const Shape &shape,
                                                                  const QJsonObject &object) const
{
    for (const Field &field : shape.fields) {
        const auto value = object.constFind(field.name);
        if (value == object.constEnd()) {
            if (field.isRequired) {
                return Fault{.key = field.name};
            }
            continue;
        }
        if (const auto wrong = look(field.shape, *value)) {
            return wrong->in(field.name);
        }
    }
    return {};
}

std::optional<AnswerContract::Fault> AnswerContract::lookAtItems(const Shape &shape,
                                                                 const QJsonValue &value) const
{
    const QJsonArray list = value.toArray();
    for (qsizetype i = 0; i < list.size(); ++i) {
        if (const auto wrong = look(shape.items, list.at(i))) {
            return wrong->in(u'[' + QString::number(i) + u']');
        }
    }
    const QJsonObject map = value.toObject();
    for (auto it = map.begin(); it != map.end(); ++it) {
        if (const auto wrong = look(shape.items, it.value())) {
            return wrong->in(it.key());
        }
    }
    return {};
}

} // namespace ui
