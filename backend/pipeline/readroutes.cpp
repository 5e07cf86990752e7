// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/readroutes.h"

#include "backend/http/reply.h"
#include "backend/pipeline/walk.h"

using namespace Qt::StringLiterals;

namespace pipeline {

using storage::Storage;
using storage::Transaction;

void replyRead(Storage &store, QObject *context, const Reading &work,
               const http::ExchangePtr &exchange)
{
    store.read<QByteArray>(
        context,
        [work](Transaction &tx) {
            const protocol::Result<QByteArray> read = work(tx);
            if (!read) {
                tx.fail(read.error());
            }
            return read.value();
        },
        [exchange](const protocol::Result<QByteArray> &read) { http::reply(exchange, read); });
}

void replyPage(Storage &store, QObject *context, const http::Request &request, const Reading &work,
               const http::ExchangePtr &exchange)
{
    const QString cursor = request.text(u"cursor"_s);
    if (!cursor.isEmpty() && !isWalkCursor(cursor)) {
        http::replyError(exchange, http::badCursor(cursor));
        return;
    }
    replyRead(store, context, work, exchange);
}

http::Parameter only(const QString &name, const protocol::Schema &schema, const QString &what)
{
    return {.name = name, .schema = schema, .description = what};
}

QString pageWords()
{
    return u"A page looks at a few thousand rows for what no index knows. It may then have fewer "
           "items than `limit`, or none, and a `next_cursor`. `total` is exact to 10,000 and null "
           "where that was not counted."_s;
}

QString cannotRead()
{
    return u"The store cannot be read"_s;
}

http::Answer oneOf(const QString &name, const QString &description)
{
    return {.status = 200, .description = description, .schema = protocol::schema::named(name)};
}

QList<http::Parameter> idSegment(const QString &of)
{
    return {{.name = u"id"_s, .schema = protocol::schema::integer(1), .description = of}};
}

} // namespace pipeline
