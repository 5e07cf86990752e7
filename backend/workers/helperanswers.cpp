// SPDX-License-Identifier: GPL-3.0-or-later
// How the helpers' answers are read; what is asked is in helperrules.cpp.
#include "backend/protocol/json.h"
#include "backend/workers/helperrules.h"

#include <QJsonDocument>

#include <array>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using protocol::Done;
using protocol::numberOf;
using protocol::Result;
using protocol::textOf;

namespace workers {

namespace {

constexpr qsizetype MaxCaption = 300;
constexpr qsizetype MaxWord = 40;
constexpr qsizetype MaxColours = 4;
constexpr double MaxMetres = 1000;

protocol::Error broken(const QString &reason)
{
    return {.kind = protocol::ErrorKind::Unavailable, .detail = reason};
}

QString wordIn(const QJsonObject &answer, QStringView key)
{
    return textOf(answer, key).value_or(QString()).simplified().left(MaxWord);
}

Result<Done> readCaption(const QJsonObject &answer, Finding &finding)
{
    const auto text = textOf(answer, u"result");
    if (!text || text->simplified().isEmpty()) {
        return broken(u"the answer has no text as result"_s);
    }
    finding.caption = text->simplified().left(MaxCaption);
    return Done{};
}

Result<Done> readLikeness(const QJsonObject &answer, Finding &finding)
{
    const QJsonArray numbers = answer.value(u"embedding").toArray();
    if (numbers.size() != EmbeddingSize) {
        return broken(u"the embedding has not %1 numbers"_s.arg(EmbeddingSize));
    }
    std::array<float, EmbeddingSize> embedding{};
    double square = 0;
    for (size_t i = 0; i < embedding.size(); ++i) {
        const QJsonValue number = numbers.at(static_cast<qsizetype>(i));
        const auto value = static_cast<float>(number.toDouble());
        if (!number.isDouble() || !std::isfinite(value)) {
            return broken(u"the embedding has something else than numbers"_s);
        }
        embedding.at(i) = value;
        square += double{value} * double{value};
    }
    if (square < std::numeric_limits<float>::min()) {
        return broken(u"the embedding has no length"_s);
    }
    finding.embedding =
        QByteArray(reinterpret_cast<const char *>(embedding.data()), sizeof(embedding));
    return Done{};
}

// The embedded service lists colours, trained ones name one.
Result<Done> readClothing(const QJsonObject &answer, Finding &finding)
{
    const QString type = wordIn(answer, u"clothing_type");
    QStringList colours;
    const QJsonArray listed = answer.value(u"colors").toArray();
    for (const auto &one : listed) {
        const QString colour = one.toString().simplified().left(MaxWord);
        if (!colour.isEmpty() && colours.size() < MaxColours) {
            colours.append(colour);
        }
    }
    if (const QString colour = wordIn(answer, u"color"); colours.isEmpty() && !colour.isEmpty()) {
        colours.append(colour);
    }
    if (type.isEmpty() && colours.isEmpty()) {
        return broken(u"the answer names neither a clothing_type nor colors"_s);
    }
    finding.clothing = type;
    finding.colours = colours;
    return Done{};
}

Result<Done> readDistance(const QJsonObject &answer, Finding &finding)
{
    const auto metres = numberOf(answer, u"estimated_distance_m");
    if (!metres || *metres <= 0 || *metres > MaxMetres) {
        return broken(u"the answer has no estimated_distance_m from 0 to 1000"_s);
    }
    finding.distanceMetres = metres;
    return Done{};
}

Result<Done> readVehicle(const QJsonObject &answer, Finding &finding)
{
    const QString type = wordIn(answer, u"vehicle_type");
    if (type.isEmpty()) {
        return broken(u"the answer has no vehicle_type"_s);
    }
    finding.vehicle = type;
    return Done{};
}

} // namespace

Result<Done> readAnswer(Question question, const QByteArray &body, Finding &finding)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject()) {
        return broken(u"the answer is not a JSON object"_s);
    }
    const QJsonObject answer = document.object();
    if (answer.value(u"available") == QJsonValue(false)) {
        return Done{};
    }
    switch (question) {
    case Question::Caption:
        return readCaption(answer, finding);
    case Question::Likeness:
        return readLikeness(answer, finding);
    case Question::Clothing:
        return readClothing(answer, finding);
    case Question::Distance:
        return readDistance(answer, finding);
    case Question::Vehicle:
        return readVehicle(answer, finding);
    }
    return broken(u"nothing was asked"_s);
}

} // namespace workers
