// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/keptlines.h"

#include "backend/protocol/jsonwriter.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace journal {

namespace {

using protocol::Event;
using storage::Transaction;

/// The line as it was written before; 0 when it was not.
qint64 sequenceOf(Transaction &tx, const Event &event)
{
    protocol::JsonWriter json;
    json.value(QJsonValue(event.data));
    QSqlQuery &found = tx.exec(
        u"SELECT sequence FROM journal WHERE type = ? AND timestamp = ? AND data = ? LIMIT 1"_s,
        {event.type, storage::stored(event.timestamp), QString::fromUtf8(json.bytes())});
    return found.next() ? found.value(0).toLongLong() : 0;
}

} // namespace

QJsonObject toThing(const KeptLine &kept)
{
    return {{u"type"_s, kept.event.type},   {u"channel"_s, kept.event.channel},
            {u"data"_s, kept.event.data},   {u"timestamp"_s, protocol::toIso(kept.event.timestamp)},
            {u"cause"_s, kept.event.cause}, {u"cause_number"_s, kept.causeNumber},
            {u"tried"_s, kept.isTried}};
}

KeptLine keptLineFrom(qint64 number, const QJsonObject &thing)
{
    return {.number = number,
            .event = protocol::eventFromJson(thing).value_or(Event{}),
            .causeNumber = thing.value(u"cause_number").toInteger(),
            .isTried = thing.value(u"tried").toBool()};
}

QList<qint64> appendAll(Transaction &tx, const QList<KeptLine> &all)
{
    QList<qint64> sequences;
    QHash<qint64, qint64> here;
    for (const KeptLine &kept : all) {
        Event event = kept.event;
        if (kept.causeNumber > 0) {
            event.cause = here.value(kept.causeNumber);
        }
        const qint64 before = kept.isTried ? sequenceOf(tx, event) : 0;
        const qint64 sequence = before > 0 ? before : tx.journal(event);
        here.insert(kept.number, sequence);
        if (kept.line) {
            kept.line->store(sequence);
        }
        sequences.append(sequence);
    }
    return sequences;
}

} // namespace journal
