// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/exchange.h"
#include "backend/protocol/result.h"

namespace http {

/// The only place that maps a kind of error to a status.
int statusOf(protocol::ErrorKind kind);

/// The answer to an error: {"detail": …} with the status of its kind.
void replyError(const ExchangePtr &exchange, const protocol::Error &error);

/// {"detail": …} with a status that has no kind of its own.
void replyStatus(const ExchangePtr &exchange, int status, const QString &detail);

/// `body` is a JSON document.
void replyJson(const ExchangePtr &exchange, int status, const QByteArray &body);

/// 200 with the JSON document, or the error.
void reply(const ExchangePtr &exchange, const protocol::Result<QByteArray> &body);

} // namespace http
