// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/findingstore.h"

#include "backend/pipeline/entitystore.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace pipeline {

namespace {

/// Where and when it was seen; nothing when it is not of that batch or already gone.
std::optional<Appearance> appearanceOf(storage::Transaction &tx, const QString &batchId,
                                       const Finding &finding)
{
    QSqlQuery &query =
        tx.exec(u"SELECT object_type, camera_id, detected_at, "
                "coalesce(frame_path, CAST(coalesce(image_id, -id) AS TEXT)) FROM detections "
                "WHERE id = ? AND batch_id = ?"_s,
                {finding.detectionId, batchId});
    if (!query.next()) {
        return std::nullopt;
    }
    return Appearance{.kind = query.value(0).toString(),
                      .cameraId = query.value(1).toString(),
                      .at = query.value(2).toString(),
                      .picture = query.value(3).toString()};
}

QVariant storedData(const QJsonObject &data)
{
    return data.isEmpty()
        ? QVariant()
        : QVariant(QString::fromUtf8(QJsonDocument(data).toJson(QJsonDocument::Compact)));
}

} // namespace

QList<Finding> findingsFromJson(const QJsonArray &findings)
{
    QList<Finding> all;
    for (const auto &one : findings) {
        const QJsonObject object = one.toObject();
        all.append(
            {.detectionId = object.value(u"detection_id").toInteger(),
             .embedding = QByteArray::fromBase64(object.value(u"embedding").toString().toLatin1()),
             .data = object.value(u"data").toObject()});
    }
    return all;
}

bool storeFindings(storage::Transaction &tx, const QString &batchId, const QList<Finding> &findings)
{
    EntityTracker tracker(tx);
    bool isSomebody = false;
    for (const Finding &finding : findings) {
        std::optional<Appearance> appearance = appearanceOf(tx, batchId, finding);
        if (!appearance) {
            continue;
        }
        QVariant entityId;
        if (auto embedding = embeddingFrom(finding.embedding)) {
            appearance->embedding = std::move(*embedding);
            entityId = tracker.recognise(*appearance);
            isSomebody = true;
        }
        tx.change(u"UPDATE detections SET enrichment_data = ?, entity_id = ? WHERE id = ?"_s,
                  {storedData(finding.data), entityId, finding.detectionId});
    }
    return isSomebody;
}

} // namespace pipeline
