// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/exchange.h"
#include "backend/http/request.h"
#include "backend/protocol/result.h"
#include "backend/protocol/schema.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace http {

using Handler = std::function<void(const Request &, ExchangePtr)>;

/// More than any request needs that carries nothing.
inline constexpr qint64 SmallBody = 4096;

/// A part of the path or a query parameter. One whose schema is a list may be repeated, or have its
/// values with commas between them; its elements are texts for the handler to judge.
struct Parameter
{
    QString name = {};
    protocol::Schema schema = {};
    QString description = {};
    bool isRequired = false; ///< of a query parameter; a part of the path is always there
};

QStringList namesOf(const QList<Parameter> &parameters);
/// The names of those that may be repeated.
QStringList listsAmong(const QList<Parameter> &parameters);

/// What a route may answer, beside what the door and the router say of any request.
struct Answer
{
    int status = 200;
    QString description = {};
    protocol::Schema schema = {};
    QByteArray type = QByteArrayLiteral("application/json");
};

/// What the answer to a GET depends on.
enum class Source
{
    Anything,
    StoreAlone, ///< it is the same until something is committed, and has no time of its own
    StoreAndTime ///< likewise, but for its `timestamp`, which is that of each answer
};

/// One line of the route table.
struct Route
{
    QByteArray method = {};
    QString path = {}; ///< "/api/system/supervisor/workers/{name}/start"
    Scope scope = Scope::Admin;
    Source source = Source::Anything;
    /// What such an answer depends on beside the store: another text whenever that is different.
    std::function<QByteArray()> beside = {};
    QString tag = {}; ///< the group that it is listed in
    QString summary = {};
    QString description = {};
    QList<Parameter> segments = {}; ///< those in braces that are more than a text
    QList<Parameter> parameters = {}; ///< of the query, those that it knows
    std::optional<protocol::Schema> body = {}; ///< an object; without one a body is not looked at
    qint64 bodyLimit = SmallBody; ///< bytes; 0: that of the door
    QList<Answer> answers = {};
    Handler handler = {};
};

/// An answer that tells what went wrong: {"detail": …}.
Answer failure(int status, const QString &description);

/// The parameters of a list that is read page by page: `limit` (1 to 100, default 50) and `cursor`
/// (the next_cursor of an answer).
QList<Parameter> pageParameters(const protocol::Schema &cursor);

/// The parameters of a list of things that have a time: `since`, and `until` (itself not).
QList<Parameter> timeParameters();

/// A cursor that is a number, and one that its list understands itself.
protocol::Schema numberCursor();
protocol::Schema textCursor();

/// What is said of a cursor that the list does not know.
protocol::Error badCursor(const QString &cursor);

/// The name of the schema of every error.
inline const QString ErrorSchema = QStringLiteral("Error");

} // namespace http
