// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/transaction.h"

#include "backend/protocol/jsonwriter.h"
#include "backend/storage/database.h"

using namespace Qt::StringLiterals;

namespace storage {

Transaction::Transaction(Database &database, const JournalRules &rules, Mode mode,
                         protocol::Now time)
    : now(time)
    , m_database(database)
    , m_rules(rules)
    , m_mode(mode)
{ }

Transaction::~Transaction()
{
    m_database.finishQueries();
}

Engine Transaction::engine() const
{
    return m_database.engine();
}

QSqlQuery &Transaction::exec(const QString &sql, const QVariantList &values)
{
    QSqlQuery &query = m_database.run(sql, values);
    if (m_mode == Mode::Read && !query.isSelect()) {
        fail({protocol::ErrorKind::Internal, u"a reading tried to write: "_s % sql});
    }
    return query;
}

int Transaction::change(const QString &sql, const QVariantList &values)
{
    return exec(sql, values).numRowsAffected();
}

qint64 Transaction::insert(const QString &sql, const QVariantList &values)
{
    if (m_mode == Mode::Read) {
        fail({protocol::ErrorKind::Internal, u"a reading tried to write: "_s % sql});
    }
    return m_database.insert(sql, values);
}

qint64 Transaction::journal(protocol::Event draft)
{
    if (const auto fault = m_rules.admit ? m_rules.admit(draft) : std::nullopt) {
        m_refusals.append({.event = draft, .fault = *fault});
        return 0;
    }
    if (draft.timestamp == protocol::WallTime{}) {
        draft.timestamp = now.wall;
    }
    protocol::JsonWriter json;
    json.value(QJsonValue(draft.data));
    draft.sequence =
        insert(u"INSERT INTO journal (node, type, channel, data, timestamp, cause) "
               "VALUES (?, ?, ?, ?, ?, ?)"_s,
               {m_rules.node, draft.type, draft.channel, QString::fromUtf8(json.bytes()),
                stored(draft.timestamp), draft.cause});
    m_lines.append(draft);
    return draft.sequence;
}

void Transaction::fail(protocol::Error error)
{
    throw Failure(std::move(error));
}

QVariant stored(protocol::WallTime time)
{
    return protocol::toIso(time);
}

QVariant stored(const std::optional<protocol::WallTime> &time)
{
    return time ? stored(*time) : QVariant();
}

QVariant stored(const std::optional<QString> &text)
{
    return text ? QVariant(*text) : QVariant();
}

} // namespace storage
