// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/route.h"

#include "backend/protocol/schemarules.h"

using namespace Qt::StringLiterals;

namespace http {

namespace schema = protocol::schema;

Answer failure(int status, const QString &description)
{
    return {.status = status, .description = description, .schema = schema::named(ErrorSchema)};
}

QList<Parameter> pageParameters(const protocol::Schema &cursor)
{
    constexpr qint64 most = 100;
    constexpr qint64 usual = 50;
    return {{.name = u"limit"_s,
             .schema = schema::withDefault(schema::integer(1, most), usual),
             .description = u"How many at most"_s},
            {.name = u"cursor"_s,
             .schema = cursor,
             .description = u"The next_cursor of the page before"_s}};
}

QList<Parameter> timeParameters()
{
    return {{.name = u"since"_s,
             .schema = schema::time(),
             .description = u"Only from this moment on"_s},
            {.name = u"until"_s,
             .schema = schema::time(),
             .description = u"Only before this moment"_s}};
}

protocol::Schema numberCursor()
{
    return schema::integer(0);
}

protocol::Schema textCursor()
{
    constexpr qint64 most = 256;
    return schema::text({}, most);
}

protocol::Error badCursor(const QString &cursor)
{
    return {protocol::ErrorKind::BadRequest,
            u"Invalid cursor '%1': must be the next_cursor of an answer"_s.arg(
                protocol::shown(cursor))};
}

QStringList namesOf(const QList<Parameter> &parameters)
{
    QStringList names;
    for (const Parameter &parameter : parameters) {
        names.append(parameter.name);
    }
    return names;
}

QStringList listsAmong(const QList<Parameter> &parameters)
{
    QStringList names;
    for (const Parameter &parameter : parameters) {
        if (parameter.schema.kind == protocol::Schema::Kind::List) {
            names.append(parameter.name);
        }
    }
    return names;
}

} // namespace http
