// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/reply.h"

namespace http {

int statusOf(protocol::ErrorKind kind)
{
    switch (kind) {
    case protocol::ErrorKind::Internal:
        return 500;
    case protocol::ErrorKind::BadRequest:
        return 400;
    case protocol::ErrorKind::Forbidden:
        return 403;
    case protocol::ErrorKind::NotFound:
        return 404;
    case protocol::ErrorKind::Conflict:
        return 409;
    case protocol::ErrorKind::Unavailable:
        return 503;
    }
    return 500;
}

void replyError(const ExchangePtr &exchange, const protocol::Error &error)
{
    replyStatus(exchange, statusOf(error.kind), error.detail);
}

void replyStatus(const ExchangePtr &exchange, int status, const QString &detail)
{
    exchange->reply(errorResponse(status, detail));
}

void replyJson(const ExchangePtr &exchange, int status, const QByteArray &body)
{
    exchange->reply({.status = status, .body = body});
}

void reply(const ExchangePtr &exchange, const protocol::Result<QByteArray> &body)
{
    if (body) {
        replyJson(exchange, 200, body.value());
    } else {
        replyError(exchange, body.error());
    }
}

} // namespace http
