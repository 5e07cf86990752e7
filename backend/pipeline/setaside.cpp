// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/setaside.h"

#include "backend/protocol/jsonwriter.h"
#include "backend/protocol/names.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

// Both lists as one. The texts of times sort as the times do.
const QString Listed =
    u"SELECT seen_at, source, id, kind, camera_id, path, size, reason FROM ("
    "SELECT seen_at, 'set_aside' AS source, id, kind, camera_id, path, size, reason FROM set_aside "
    "UNION ALL "
    "SELECT accepted_at, 'images', id, state, camera_id, path, size, coalesce(reason, '') "
    "FROM images WHERE state IN ('rejected', 'too_old', 'duplicate')) "_s;

struct Cursor
{
    QString seenAt = {};
    QString source = {};
    qint64 id = 0;
};

Cursor cursorFrom(const QString &text)
{
    const QStringList parts = text.split(u',');
    return {.seenAt = parts.value(0), .source = parts.value(1), .id = parts.value(2).toLongLong()};
}

QString toText(const Cursor &cursor)
{
    return cursor.seenAt % u',' % cursor.source % u',' % QString::number(cursor.id);
}

void writeItem(protocol::JsonWriter &json, const QSqlQuery &row)
{
    const QString camera = row.value(4).toString();
    json.beginObject()
        .field(u"kind", row.value(3).toString())
        .field(u"path", row.value(5).toString())
        .field(u"camera_id", camera.isEmpty() ? std::nullopt : std::optional(camera))
        .field(u"size_bytes", row.value(6).toLongLong())
        .field(u"reason", row.value(7).toString())
        .field(u"seen_at", row.value(0).toString())
        .endObject();
}

} // namespace

std::optional<SetAside> setAsideFromLine(const QJsonObject &line, const QString &root)
{
    const QString kind = line.value(u"type").toString();
    const QString path = line.value(u"path").toString();
    const QString prefix = root % u'/';
    if (!setAsideKinds().contains(kind) || !path.startsWith(prefix)) {
        return std::nullopt;
    }
    const qsizetype end = path.indexOf(u'/', prefix.size());
    return SetAside{.kind = kind,
                    .path = path,
                    .cameraId = end < 0
                        ? QString()
                        : protocol::cameraId(path.mid(prefix.size(), end - prefix.size())),
                    .inode = line.value(u"inode").toInteger(),
                    .sizeBytes = line.value(u"size").toInteger(),
                    .mtimeNs = line.value(u"mtime_ns").toString().toLongLong(),
                    .reason = line.value(u"reason").toString()};
}

QStringList setAsideKinds()
{
    return {u"incomplete"_s, u"rejected"_s, u"ignored"_s, u"too_old"_s, u"duplicate"_s};
}

bool isSetAsideCursor(const QString &text)
{
    const Cursor cursor = cursorFrom(text);
    return protocol::fromIso(cursor.seenAt) && cursor.id > 0 && toText(cursor) == text;
}

bool setAside(storage::Transaction &tx, const SetAside &thing)
{
    // A log or a note that grows beside the images is one thing: what it was before is not listed.
    if (thing.kind == u"ignored") {
        tx.change(u"DELETE FROM set_aside WHERE path = ? AND kind = ? AND NOT (inode = ? AND "
                  "size = ? AND mtime_ns = ?)"_s,
                  {thing.path, thing.kind, thing.inode, thing.sizeBytes, thing.mtimeNs});
    }
    return tx.change(
               u"INSERT INTO set_aside (kind, camera_id, path, inode, size, mtime_ns, reason, "
               "seen_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"_s,
               {thing.kind, thing.cameraId.isEmpty() ? QVariant() : thing.cameraId, thing.path,
                thing.inode, thing.sizeBytes, thing.mtimeNs, thing.reason,
                protocol::toIso(tx.now.wall)})
        > 0;
}

void takeBack(storage::Transaction &tx, const QString &path)
{
    tx.change(u"DELETE FROM set_aside WHERE path = ?"_s, {path});
}

QMap<QString, qint64> setAsideCounts(storage::Transaction &tx)
{
    QMap<QString, qint64> counts;
    QSqlQuery &query = tx.exec(u"SELECT kind, count(*) FROM set_aside GROUP BY kind"_s);
    while (query.next()) {
        counts.insert(query.value(0).toString(), query.value(1).toLongLong());
    }
    return counts;
}

QByteArray setAsidePage(storage::Transaction &tx, const SetAsideFilter &filter)
{
    const Cursor after = cursorFrom(filter.cursor);
    QSqlQuery &rows =
        tx.exec(Listed
                    % u"WHERE (? = '' OR kind = ?) AND (? = '' OR (seen_at, source, id) < "
                      "(?, ?, ?)) ORDER BY seen_at DESC, source DESC, id DESC LIMIT ?"_s,
                {filter.kind, filter.kind, after.seenAt, after.seenAt, after.source, after.id,
                 filter.limit + 1});
    protocol::JsonWriter json;
    json.beginObject().key(u"items").beginArray();
    std::optional<QString> next;
    Cursor last;
    for (int count = 0; rows.next(); ++count) {
        if (count == filter.limit) {
            next = toText(last);
            break;
        }
        writeItem(json, rows);
        last = {.seenAt = rows.value(0).toString(),
                .source = rows.value(1).toString(),
                .id = rows.value(2).toLongLong()};
    }
    json.endArray().field(u"next_cursor", next).endObject();
    return json.bytes();
}

int pruneSetAside(storage::Transaction &tx, protocol::WallTime time, int limit)
{
    return tx.change(u"DELETE FROM set_aside WHERE id IN (SELECT id FROM set_aside "
                     "WHERE seen_at < ? ORDER BY seen_at LIMIT ?)"_s,
                     {protocol::toIso(time), limit});
}

} // namespace pipeline
