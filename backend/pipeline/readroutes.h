// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/route.h"
#include "backend/storage/storage.h"

#include <functional>

// What the routes that read lists of the pipeline have in common.
namespace pipeline {

/// Reads the document of an answer, or says why there is none; on the storage thread.
using Reading = std::function<protocol::Result<QByteArray>(storage::Transaction &)>;

void replyRead(storage::Storage &store, QObject *context, const Reading &work,
               const http::ExchangePtr &exchange);

/// The same for a page of a walk: a cursor that is none of ours is refused.
void replyPage(storage::Storage &store, QObject *context, const http::Request &request,
               const Reading &work, const http::ExchangePtr &exchange);

/// The longest name that a filter takes.
inline constexpr qint64 MaxName = 128;

http::Parameter only(const QString &name, const protocol::Schema &schema, const QString &what);

/// What is said of each list that is read by walks.
QString pageWords();
QString cannotRead();

http::Answer oneOf(const QString &name, const QString &description);
QList<http::Parameter> idSegment(const QString &of);

} // namespace pipeline
