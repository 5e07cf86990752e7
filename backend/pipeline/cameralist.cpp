// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/cameralist.h"

#include "backend/protocol/jsonwriter.h"

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

const QString Columns =
    u"SELECT id, name, folder_path, status, status_since, status_reason, enabled, enabled_since, "
    "disabled_reason, created_at, last_seen_at, image_count, detection_count, event_count "
    "FROM cameras WHERE deleted_at IS NULL "_s;

void writeCamera(protocol::JsonWriter &json, const QSqlQuery &row,
                 const QMap<QString, qint64> &waiting)
{
    const auto text = [&row](int column) {
        return row.isNull(column) ? std::nullopt : std::optional(row.value(column).toString());
    };
    json.beginObject()
        .field(u"id", row.value(0).toString())
        .field(u"name", row.value(1).toString())
        .field(u"folder_path", row.value(2).toString())
        .field(u"status", row.value(3).toString())
        .field(u"status_since", text(4))
        .field(u"status_reason", text(5))
        .field(u"enabled", row.value(6).toBool())
        .field(u"enabled_since", text(7))
        .field(u"disabled_reason", text(8))
        .field(u"created_at", row.value(9).toString())
        .field(u"last_seen_at", text(10))
        .field(u"image_count", row.value(11).toLongLong())
        .field(u"detection_count", row.value(12).toLongLong())
        .field(u"event_count", row.value(13).toLongLong())
        .field(u"waiting_files", waiting.value(row.value(0).toString()))
        .endObject();
}

} // namespace

QByteArray camerasPage(storage::Transaction &tx, const QMap<QString, qint64> &waiting)
{
    QSqlQuery &rows = tx.exec(Columns % u"ORDER BY id"_s);
    protocol::JsonWriter json;
    json.beginObject().key(u"items").beginArray();
    qint64 total = 0;
    while (rows.next()) {
        writeCamera(json, rows, waiting);
        ++total;
    }
    json.endArray().field(u"total", total).endObject();
    return json.bytes();
}

protocol::Result<QByteArray> cameraDocument(storage::Transaction &tx, const QString &id,
                                            const QMap<QString, qint64> &waiting)
{
    QSqlQuery &row = tx.exec(Columns % u"AND id = ?"_s, {id});
    if (!row.next()) {
        constexpr qsizetype mostShown = 64;
        return protocol::Error{protocol::ErrorKind::NotFound,
                               u"Camera '%1' not found"_s.arg(id.left(mostShown))};
    }
    protocol::JsonWriter json;
    writeCamera(json, row, waiting);
    return json.bytes();
}

} // namespace pipeline
