// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventfacts.h"

#include "backend/protocol/json.h"
#include "ui/look/format.h"
#include "ui/look/states.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostLines = 40; ///< of one detection
constexpr int MostDepth = 4;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(EventFacts)
};

QString plainText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? Text::tr("yes") : Text::tr("no");
    case QJsonValue::Double:
        return QString::number(value.toDouble(), 'g', 4);
    case QJsonValue::String:
        return value.toString().simplified();
    case QJsonValue::Null:
    case QJsonValue::Undefined:
    case QJsonValue::Array:
    case QJsonValue::Object:
        break;
    }
    return noValue();
}

bool isPlain(const QJsonValue &value)
{
    return !value.isObject() && !value.isArray();
}

void addLines(QStringList &lines, const QString &name, const QJsonValue &value, int depth)
{
    if (lines.size() >= MostLines || depth > MostDepth) {
        return;
    }
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            addLines(lines, name.isEmpty() ? it.key() : Text::tr("%1, %2").arg(name, it.key()),
                     it.value(), depth + 1);
        }
        return;
    }
    if (!value.isArray()) {
        lines << Text::tr("%1: %2").arg(name, plainText(value));
        return;
    }
    const QJsonArray array = value.toArray();
    if (std::all_of(array.begin(), array.end(), [](const auto &one) { return isPlain(one); })) {
        QStringList parts;
        for (const auto &one : array) {
            parts << plainText(one);
        }
        lines << Text::tr("%1: %2").arg(name, parts.isEmpty() ? noValue() : parts.join(u", "));
        return;
    }
    for (int i = 0; i < array.size(); ++i) {
        addLines(lines, Text::tr("%1 %2").arg(name, QString::number(i + 1)), array.at(i),
                 depth + 1);
    }
}

std::optional<QRect> boxOf(const QJsonObject &box)
{
    const QRect rect(box.value(u"x").toInt(), box.value(u"y").toInt(), box.value(u"width").toInt(),
                     box.value(u"height").toInt());
    return rect.isValid() ? std::optional(rect) : std::nullopt;
}

DetectionFact detectionOf(const QJsonObject &object)
{
    return {.id = object.value(u"id").toInteger(),
            .thing = object.value(u"object_type").toString(),
            .confidence = protocol::numberOf(object, u"confidence"),
            .box = boxOf(object.value(u"bbox").toObject()),
            .imageId = protocol::integerOf(object, u"image_id"),
            .imagePath = object.value(u"image_url").toString(),
            .at = protocol::timeOf(object, u"detected_at"),
            .enrichment = enrichmentLines(object.value(u"enrichment").toObject())};
}

} // namespace

QStringList enrichmentLines(const QJsonObject &enrichment)
{
    QStringList lines;
    addLines(lines, {}, enrichment, 0);
    return lines;
}

EventFacts eventFactsOf(const QJsonObject &body)
{
    EventFacts facts{.event = eventRowOf(body),
                     .reasoning = body.value(u"reasoning").toString(),
                     .notes = body.value(u"notes").toString(),
                     .closeReason = body.value(u"batch")[u"close_reason"].toString()};
    const QJsonArray detections = body.value(u"detections").toArray();
    for (const auto &detection : detections) {
        facts.detections.append(detectionOf(detection.toObject()));
    }
    std::stable_sort(facts.detections.begin(), facts.detections.end(),
                     [](const DetectionFact &a, const DetectionFact &b) {
                         return a.confidence.value_or(-1) > b.confidence.value_or(-1);
                     });
    return facts;
}

QString labelOf(const DetectionFact &detection)
{
    const QString thing = detection.thing.isEmpty() ? noValue() : detection.thing;
    return detection.confidence
        ? Text::tr("%1 %2 %").arg(thing, QString::number(qRound(*detection.confidence * 100)))
        : thing;
}

QString headText(const EventFacts &facts)
{
    const EventRow &event = facts.event;
    return Text::tr("%1 risk %2 · %3 · %4")
        .arg(lookOfRisk(event.riskLevel).word,
             event.riskScore ? QString::number(*event.riskScore) : noValue(),
             event.cameraId.isEmpty() ? noValue() : event.cameraId,
             event.startedAt ? fullTime(*event.startedAt) : noValue());
}

QStringList wordsOf(const EventFacts &facts)
{
    QStringList lines;
    lines << (facts.event.summary.isEmpty() ? Text::tr("The backend tells no summary.")
                                            : facts.event.summary);
    if (!facts.reasoning.isEmpty()) {
        lines << Text::tr("Why: %1").arg(facts.reasoning);
    }
    if (!facts.notes.isEmpty()) {
        lines << Text::tr("Notes: %1").arg(facts.notes);
    }
    const qint64 all = facts.event.detectionCount;
    const qint64 listed = facts.detections.size();
    lines << (all > listed ? Text::tr("Detections: %1, the first %2 are listed")
                                 .arg(QString::number(all), QString::number(listed))
                           : Text::tr("Detections: %1").arg(QString::number(all)));
    return lines;
}

QList<int> inOneImage(const QList<DetectionFact> &detections, int with)
{
    QList<int> places;
    const std::optional<qint64> image = detections.value(with).imageId;
    for (int i = 0; i < detections.size(); ++i) {
        if (i == with || (image && detections.at(i).imageId == image)) {
            places.append(i);
        }
    }
    return places;
}

} // namespace ui
