// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/entitystore.h"

#include "backend/protocol/jsonwriter.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

struct Cursor
{
    QString seenAt = {};
    qint64 id = 0;
};

QString toText(const Cursor &cursor)
{
    return u"%1_%2"_s.arg(cursor.seenAt).arg(cursor.id);
}

Cursor cursorFrom(const QString &text)
{
    return {.seenAt = text.section(u'_', 0, 0), .id = text.section(u'_', 1, 1).toLongLong()};
}

void writeEntity(protocol::JsonWriter &json, const QSqlQuery &row)
{
    json.beginObject()
        .field(u"id", row.value(0).toLongLong())
        .field(u"kind", row.value(1).toString())
        .field(u"first_camera_id", row.value(2).toString())
        .field(u"first_seen_at", row.value(3).toString())
        .field(u"last_camera_id", row.value(4).toString())
        .field(u"last_seen_at", row.value(5).toString())
        .field(u"sightings", row.value(6).toLongLong())
        .key(u"cameras")
        .beginArray();
    const QStringList cameras = row.value(7).toString().split(u'\n', Qt::SkipEmptyParts);
    for (const QString &camera : cameras) {
        json.value(camera);
    }
    json.endArray().endObject();
}

} // namespace

qint64 EntityTracker::recognise(const Appearance &appearance)
{
    std::vector<KnownEntity> &all = known(appearance);
    QSet<qint64> &beside = m_inPicture[appearance.picture];
    const auto place = mostAlike(all, appearance.embedding, beside);
    qint64 id = 0;
    if (place) {
        add(appearance, all[*place]);
        id = all[*place].id;
    } else {
        id = begin(appearance, all);
    }
    m_tx.change(u"INSERT INTO entity_cameras (entity_id, camera_id, last_seen_at) VALUES (?, ?, ?) "
                "ON CONFLICT (entity_id, camera_id) DO UPDATE SET "
                "last_seen_at = max(entity_cameras.last_seen_at, excluded.last_seen_at)"_s,
                {id, appearance.cameraId, appearance.at});
    beside.insert(id);
    return id;
}

std::vector<KnownEntity> &EntityTracker::known(const Appearance &appearance)
{
    const auto found = m_known.find(appearance.kind);
    if (found != m_known.end()) {
        return *found;
    }
    std::vector<KnownEntity> &all = m_known[appearance.kind];
    const protocol::WallTime at = protocol::fromIso(appearance.at).value_or(m_tx.now.wall);
    QSqlQuery &query = m_tx.exec(
        u"SELECT id, sightings, embedding FROM entities WHERE kind = ? AND last_seen_at >= ? "
        "ORDER BY last_seen_at DESC LIMIT ?"_s,
        {appearance.kind, protocol::toIso(at - EntityMemory), MostCompared});
    while (query.next()) {
        if (auto mean = storedEmbedding(query.value(2).toByteArray())) {
            all.push_back({.id = query.value(0).toLongLong(),
                           .sightings = query.value(1).toInt(),
                           .mean = std::move(*mean)});
        }
    }
    return all;
}

qint64 EntityTracker::begin(const Appearance &appearance, std::vector<KnownEntity> &known)
{
    const qint64 id =
        m_tx.insert(u"INSERT INTO entities (kind, first_camera_id, first_seen_at, last_camera_id, "
                    "last_seen_at, sightings, embedding) VALUES (?, ?, ?, ?, ?, 1, ?)"_s,
                    {appearance.kind, appearance.cameraId, appearance.at, appearance.cameraId,
                     appearance.at, toBytes(appearance.embedding)});
    known.push_back({.id = id, .sightings = 1, .mean = appearance.embedding});
    return id;
}

// A batch that had to wait may be about an earlier time than what is known already.
void EntityTracker::add(const Appearance &appearance, KnownEntity &entity)
{
    entity.mean = joined(entity, appearance.embedding);
    ++entity.sightings;
    m_tx.change(u"UPDATE entities SET embedding = ?, sightings = sightings + 1, "
                "first_camera_id = iif(? < first_seen_at, ?, first_camera_id), "
                "first_seen_at = min(first_seen_at, ?), "
                "last_camera_id = iif(? >= last_seen_at, ?, last_camera_id), "
                "last_seen_at = max(last_seen_at, ?) WHERE id = ?"_s,
                {toBytes(entity.mean), appearance.at, appearance.cameraId, appearance.at,
                 appearance.at, appearance.cameraId, appearance.at, entity.id});
}

bool isEntityCursor(const QString &text)
{
    const Cursor cursor = cursorFrom(text);
    return protocol::fromIso(cursor.seenAt) && cursor.id > 0 && toText(cursor) == text;
}

QByteArray entitiesPage(storage::Transaction &tx, int limit, const QString &cursor)
{
    const Cursor after = cursorFrom(cursor);
    QSqlQuery &rows = tx.exec(
        u"SELECT id, kind, first_camera_id, first_seen_at, last_camera_id, last_seen_at, "
        "sightings, (SELECT group_concat(camera_id, char(10)) FROM (SELECT camera_id FROM "
        "entity_cameras WHERE entity_id = entities.id ORDER BY camera_id)) FROM entities "
        "WHERE ? = '' OR (last_seen_at, id) < (?, ?) ORDER BY last_seen_at DESC, id DESC LIMIT ?"_s,
        {after.seenAt, after.seenAt, after.id, limit + 1});
    protocol::JsonWriter json;
    json.beginObject().key(u"items").beginArray();
    std::optional<QString> next;
    Cursor last;
    for (int count = 0; rows.next(); ++count) {
        if (count == limit) {
            next = toText(last);
            break;
        }
        writeEntity(json, rows);
        last = {.seenAt = rows.value(5).toString(), .id = rows.value(0).toLongLong()};
    }
    json.endArray().field(u"next_cursor", next).endObject();
    return json.bytes();
}

int pruneEntities(storage::Transaction &tx, protocol::WallTime time, int limit)
{
    return tx.change(u"DELETE FROM entities WHERE id IN (SELECT id FROM entities "
                     "WHERE last_seen_at < ? ORDER BY last_seen_at LIMIT ?)"_s,
                     {protocol::toIso(time), limit});
}

} // namespace pipeline
