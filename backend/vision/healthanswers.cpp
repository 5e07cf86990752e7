// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/healthanswers.h"

#include "backend/vision/descriptor.h"
#include "backend/vision/riskservice.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace vision {

namespace {

QJsonObject healthOf(const QString &model)
{
    return {{u"status"_s, u"healthy"_s},
            {u"model_loaded"_s, true},
            {u"model"_s, model},
            {u"model_name"_s, model},
            {u"device"_s, u"cpu"_s},
            {u"cuda_available"_s, false},
            {u"vram_used_gb"_s, QJsonValue::Null},
            {u"embedded"_s, true}};
}

QJsonObject yolo(const Finder &finder)
{
    QJsonObject health = healthOf(finder.modelName());
    QJsonArray detectors;
    for (const FinderStatus &status : finder.status()) {
        const bool runs = status.fault.isEmpty();
        detectors.append(
            QJsonObject{{u"source"_s, status.source},
                        {u"finds"_s, status.finds},
                        {u"available"_s, runs},
                        {u"reason"_s, runs ? QJsonValue() : QJsonValue(status.fault)}});
    }
    health.insert(u"detectors"_s, detectors);
    return health;
}

QJsonObject florence()
{
    QJsonObject health = healthOf(u"opencv-measured-caption"_s);
    health.insert(
        u"prompts"_s,
        QJsonArray{u"<CAPTION>"_s, u"<DETAILED_CAPTION>"_s, u"<MORE_DETAILED_CAPTION>"_s});
    return health;
}

QJsonObject clip()
{
    QJsonObject health = healthOf(u"opencv-colour-stripes-768"_s);
    health.insert(u"embedding_dimension"_s, DescriptorSize);
    return health;
}

QJsonObject enrichment()
{
    QJsonObject health = healthOf(u"opencv-measurements"_s);
    const QJsonObject model{{u"name"_s, health.value(u"model").toString()},
                            {u"loaded"_s, true},
                            {u"vram_mb"_s, QJsonValue::Null}};
    health.insert(u"models"_s, QJsonArray{model});
    health.insert(u"total_vram_used_gb"_s, QJsonValue::Null);
    return health;
}

} // namespace

QHash<QByteArray, QJsonObject> healthAnswers(const Finder &finder)
{
    return {{"/yolo26/health", yolo(finder)},
            {"/nemotron/health", healthOf(QLatin1StringView(RiskModel))},
            {"/florence/health", florence()},
            {"/clip/health", clip()},
            {"/enrichment/health", enrichment()}};
}

} // namespace vision
