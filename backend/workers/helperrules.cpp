// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/helperrules.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <compare>

using namespace Qt::StringLiterals;

namespace workers {

namespace {

constexpr qint64 MaxSide = 1000000;

int sideOf(const QJsonObject &box, QStringView key)
{
    return static_cast<int>(std::clamp<qint64>(box.value(key).toInteger(), -MaxSide, MaxSide));
}

bool isVehicle(const QString &objectType)
{
    static constexpr std::array<QStringView, 5> vehicles{u"car", u"truck", u"bus", u"motorcycle",
                                                         u"bicycle"};
    return std::find(vehicles.begin(), vehicles.end(), QStringView(objectType)) != vehicles.end();
}

std::optional<Suspect> readSuspect(const QJsonObject &object)
{
    const QJsonObject box = object.value(u"bbox").toObject();
    Suspect suspect{.detectionId = object.value(u"id").toInteger(),
                    .objectType = object.value(u"object_type").toString(),
                    .confidence = object.value(u"confidence").toDouble(),
                    .box = {.x = sideOf(box, u"x"),
                            .y = sideOf(box, u"y"),
                            .width = sideOf(box, u"width"),
                            .height = sideOf(box, u"height")},
                    .path = object.value(u"file_path").toString(),
                    .sha256 = object.value(u"sha256").toString()};
    if (object.value(u"media_type").toString() == u"video") {
        suspect.path = object.value(u"frame_path").toString();
        suspect.sha256 = object.value(u"frame_sha256").toString();
        suspect.isFrame = true;
    }
    const bool isKnown =
        suspect.detectionId > 0 && !suspect.path.isEmpty() && !suspect.sha256.isEmpty();
    return isKnown ? std::optional(suspect) : std::nullopt;
}

/// How early a suspect's turn comes: less is earlier.
struct Turn
{
    int kind = 0; ///< 0: a person, 1: a vehicle, 2: something else
    int rankInImage = 0;
    double doubt = 0;
    qint64 detectionId = 0;

    // NOLINTNEXTLINE(modernize-use-nullptr): of the 0 that the compiler compares with
    auto operator<=>(const Turn &) const = default;
};

} // namespace

QList<Suspect> pickSuspects(const QJsonArray &detections, int most)
{
    QList<Suspect> all;
    for (const auto &one : detections) {
        if (const auto suspect = readSuspect(one.toObject())) {
            all.append(*suspect);
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const Suspect &a, const Suspect &b) {
        return a.confidence > b.confidence;
    });
    QHash<std::pair<int, QString>, int> ranks;
    QList<std::pair<Turn, Suspect>> turns;
    for (const Suspect &suspect : std::as_const(all)) {
        const int kind = suspect.objectType == u"person" ? 0
            : isVehicle(suspect.objectType)              ? 1
                                                         : 2;
        turns.append({Turn{.kind = kind,
                           .rankInImage = ranks[{kind, suspect.path}]++,
                           .doubt = -suspect.confidence,
                           .detectionId = suspect.detectionId},
                      suspect});
    }
    std::sort(turns.begin(), turns.end(),
              [](const auto &a, const auto &b) { return a.first < b.first; });
    QList<Suspect> picked;
    for (qsizetype i = 0; i < std::min<qsizetype>(most, turns.size()); ++i) {
        picked.append(turns.at(i).second);
    }
    return picked;
}

std::optional<Box> cropBox(const Box &box, int imageWidth, int imageHeight)
{
    constexpr int least = 8;
    const int marginX = std::max(box.width, 0) / 10;
    const int marginY = std::max(box.height, 0) / 10;
    const int left = std::clamp(box.x - marginX, 0, imageWidth);
    const int top = std::clamp(box.y - marginY, 0, imageHeight);
    const int right = std::clamp(box.x + box.width + marginX, 0, imageWidth);
    const int bottom = std::clamp(box.y + box.height + marginY, 0, imageHeight);
    if (right - left < least || bottom - top < least) {
        return std::nullopt;
    }
    return Box{.x = left, .y = top, .width = right - left, .height = bottom - top};
}

QString serviceOf(Question question)
{
    switch (question) {
    case Question::Caption:
        return u"florence"_s;
    case Question::Likeness:
        return u"clip"_s;
    case Question::Clothing:
    case Question::Distance:
    case Question::Vehicle:
        return u"enrichment"_s;
    }
    return {};
}

QString pathOf(Question question)
{
    switch (question) {
    case Question::Caption:
        return u"/extract"_s;
    case Question::Likeness:
        return u"/embed"_s;
    case Question::Clothing:
        return u"/clothing-classify"_s;
    case Question::Distance:
        return u"/object-distance"_s;
    case Question::Vehicle:
        return u"/vehicle-classify"_s;
    }
    return {};
}

QList<Question> questionsAbout(const Suspect &suspect, bool isFirst)
{
    QList<Question> questions;
    if (isFirst) {
        questions.append(Question::Caption);
    }
    if (suspect.objectType == u"person") {
        questions += {Question::Likeness, Question::Clothing, Question::Distance};
    } else if (isVehicle(suspect.objectType)) {
        questions.append(Question::Vehicle);
    }
    return questions;
}

void addFindings(SceneFacts &facts, const QList<Finding> &findings)
{
    constexpr qsizetype mostColours = 6;
    for (const Finding &finding : findings) {
        if (facts.caption.isEmpty()) {
            facts.caption = finding.caption;
        }
        for (const QString &colour : finding.colours) {
            if (!facts.colours.contains(colour) && facts.colours.size() < mostColours) {
                facts.colours.append(colour);
            }
        }
        if (finding.distanceMetres) {
            facts.nearestMetres = std::min(facts.nearestMetres.value_or(*finding.distanceMetres),
                                           *finding.distanceMetres);
        }
        if (!finding.vehicle.isEmpty() && !facts.vehicles.contains(finding.vehicle)) {
            facts.vehicles.append(finding.vehicle);
        }
    }
}

QJsonObject toJson(const Finding &finding)
{
    QJsonObject data;
    const auto add = [&data](const QString &key, const QString &text) {
        if (!text.isEmpty()) {
            data.insert(key, text);
        }
    };
    add(u"caption"_s, finding.caption);
    add(u"clothing"_s, finding.clothing);
    add(u"vehicle"_s, finding.vehicle);
    if (!finding.colours.isEmpty()) {
        data.insert(u"colors"_s, QJsonArray::fromStringList(finding.colours));
    }
    if (finding.distanceMetres) {
        data.insert(u"distance_m"_s, *finding.distanceMetres);
    }
    return {{u"detection_id"_s, finding.detectionId},
            {u"embedding"_s,
             finding.embedding.isEmpty()
                 ? QJsonValue()
                 : QJsonValue(QString::fromLatin1(finding.embedding.toBase64()))},
            {u"data"_s, data}};
}

} // namespace workers
