// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/contractcheck.h"

#include <QMap>
#include <QRegularExpression>
#include <QStringList>

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/pointer.h>
#include <rapidjson/schema.h>
#include <rapidjson/stringbuffer.h>

using namespace Qt::StringLiterals;

namespace scenario {

namespace {

using Value = rapidjson::Value;

const Value *member(const Value &object, const std::string &name)
{
    if (!object.IsObject()) {
        return nullptr;
    }
    const auto found = object.FindMember(name.c_str());
    return found == object.MemberEnd() ? nullptr : &found->value;
}

/// As many segments, and the same ones where the template has no braces.
bool fits(const QString &path, const QString &target)
{
    const QStringList parts = path.split(u'/');
    const QStringList given = target.split(u'/');
    return parts.size() == given.size()
        && std::equal(parts.begin(), parts.end(), given.begin(),
                      [](const QString &part, const QString &segment) {
                          return part.startsWith(u'{') ? !segment.isEmpty() : part == segment;
                      });
}

bool isTime(const Value &value)
{
    static const QRegularExpression iso(uR"(^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$)"_s);
    return value.IsNull()
        || (value.IsString() && iso.match(QString::fromUtf8(value.GetString())).hasMatch());
}

/// The validator knows no formats: times are looked for here.
QString wrongTime(const rapidjson::Document &document, const Value &schema, const Value &value,
                  const QString &place)
{
    if (const Value *reference = member(schema, "$ref")) {
        const Value *named = rapidjson::Pointer(reference->GetString()).Get(document);
        return named ? wrongTime(document, *named, value, place) : place % u": dangling $ref"_s;
    }
    if (const Value *format = member(schema, "format");
        format && *format == "date-time" && !isTime(value)) {
        return place % u": is no time in UTC"_s;
    }
    if (const Value *items = member(schema, "items"); items && value.IsArray()) {
        for (const Value &element : value.GetArray()) {
            if (const QString wrong = wrongTime(document, *items, element, place % u"[]"_s);
                !wrong.isEmpty()) {
                return wrong;
            }
        }
    }
    const Value *properties = member(schema, "properties");
    const Value *others = member(schema, "additionalProperties");
    if (!value.IsObject()) {
        return {};
    }
    for (const auto &entry : value.GetObject()) {
        const Value *inner = properties ? member(*properties, entry.name.GetString()) : nullptr;
        inner = inner || !others || !others->IsObject() ? inner : others;
        const QString key = place % u'.' % QString::fromUtf8(entry.name.GetString());
        if (const QString wrong = inner ? wrongTime(document, *inner, entry.value, key) : QString();
            !wrong.isEmpty()) {
            return wrong;
        }
    }
    return {};
}

} // namespace

struct ContractCheck::Private
{
    rapidjson::Document document = {};
    mutable QMap<QString, std::shared_ptr<rapidjson::SchemaDocument>> compiled = {};

    const Value *operation(const QByteArray &method, const QString &target) const;
    const Value *answer(const Value &operation, int status) const;
    QString bodyFault(const QString &key, const Value &schema, const QByteArray &body) const;
    std::shared_ptr<rapidjson::SchemaDocument> compile(const QString &key,
                                                       const Value &schema) const;
};

// The more literal path wins, as in the router.
const Value *ContractCheck::Private::operation(const QByteArray &method,
                                               const QString &target) const
{
    const Value *found = nullptr;
    qsizetype braces = 0;
    for (const auto &path : document["paths"].GetObject()) {
        const QString name = QString::fromUtf8(path.name.GetString());
        if (fits(name, target) && (!found || name.count(u'{') < braces)) {
            found = &path.value;
            braces = name.count(u'{');
        }
    }
    const QByteArray asked = method == "HEAD" ? "get"_ba : method.toLower();
    return found ? member(*found, asked.toStdString()) : nullptr;
}

const Value *ContractCheck::Private::answer(const Value &operation, int status) const
{
    const Value *given = member(operation["responses"], std::to_string(status));
    const Value *reference = given ? member(*given, "$ref") : nullptr;
    return reference ? rapidjson::Pointer(reference->GetString()).Get(document) : given;
}

std::shared_ptr<rapidjson::SchemaDocument>
ContractCheck::Private::compile(const QString &key, const Value &schema) const
{
    auto &made = compiled[key];
    if (!made) {
        // References begin at the root of what is compiled.
        rapidjson::Document root;
        root.CopyFrom(schema, root.GetAllocator());
        Value components(document["components"], root.GetAllocator());
        root.AddMember("components", components, root.GetAllocator());
        made = std::make_shared<rapidjson::SchemaDocument>(root);
    }
    return made;
}

QString ContractCheck::Private::bodyFault(const QString &key, const Value &schema,
                                          const QByteArray &body) const
{
    rapidjson::Document parsed;
    parsed.Parse(body.constData(), static_cast<std::size_t>(body.size()));
    if (parsed.HasParseError()) {
        return u"is no JSON: "_s
            % QString::fromLatin1(rapidjson::GetParseError_En(parsed.GetParseError()));
    }
    const auto against = compile(key, schema);
    rapidjson::SchemaValidator validator(*against);
    if (!parsed.Accept(validator)) {
        rapidjson::StringBuffer place;
        validator.GetInvalidDocumentPointer().StringifyUriFragment(place);
        return u"%1 breaks '%2'"_s.arg(QString::fromUtf8(place.GetString()),
                                       QString::fromUtf8(validator.GetInvalidSchemaKeyword()));
    }
    return wrongTime(document, schema, parsed, {});
}

ContractCheck::ContractCheck(const QByteArray &openApi)
    : m_d(std::make_unique<Private>())
{
    m_d->document.Parse(openApi.constData(), static_cast<std::size_t>(openApi.size()));
    Q_ASSERT_X(m_d->document.IsObject() && m_d->document.HasMember("paths"), "ContractCheck",
               "not an OpenAPI document");
}

ContractCheck::~ContractCheck() = default;

QString ContractCheck::fault(const QByteArray &method, const QByteArray &target,
                             const Answer &answer) const
{
    const QString path = QString::fromLatin1(target.split('?').first());
    const Value *operation = m_d->operation(method, path);
    if (answer.status == 0 || method == "OPTIONS") {
        return {};
    }
    if (!operation) {
        return answer.status >= 400 ? QString() : u"is answered, but not documented"_s;
    }
    const QString status = QString::number(answer.status);
    const Value *documented = m_d->answer(*operation, answer.status);
    if (!documented) {
        return u"status %1 is not documented"_s.arg(status);
    }
    const Value *content = member(*documented, "content");
    if (!content || method == "HEAD") {
        return {};
    }
    const QByteArray type = answer.header("content-type").split(';').first();
    const Value *media = member(*content, type.toStdString());
    if (!media) {
        return u"%1: the type %2 is not documented"_s.arg(status, QString::fromLatin1(type));
    }
    if (type != "application/json") {
        return {};
    }
    const QString key = QString::fromLatin1(method) % u' ' % status % u' '
        % QString::fromUtf8((*operation)["operationId"].GetString());
    const QString wrong = m_d->bodyFault(key, (*media)["schema"], answer.body);
    return wrong.isEmpty() ? QString() : status % u": "_s % wrong;
}

} // namespace scenario
