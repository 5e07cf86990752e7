// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/workers/promptrules.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace workers {

/// How many detections of a batch are looked at more closely.
inline constexpr int MostLookedAt = 8;

/// How long all of that may take.
inline constexpr std::chrono::milliseconds LookTime{20'000};

/// Numbers of an embedding. Source: parent system, 7.3.
inline constexpr int EmbeddingSize = 768;

/// A rectangle in pixels.
struct Box
{
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    bool operator==(const Box &) const = default;
};

/// A detection that is worth a closer look.
struct Suspect
{
    qint64 detectionId = 0;
    QString objectType = {};
    double confidence = 0;
    Box box = {};
    QString path = {};
    QString sha256 = {}; ///< of the image as it was accepted
    bool isFrame = false; ///< cut out of a video: it lies below the root of the frames

    bool operator==(const Suspect &) const = default;
};

/// The detections of a batch that are looked at, best first: persons before vehicles before
/// others; of each image the surest one before any second one, so that they are spread over time.
/// Of a video it is the frame that is looked at.
QList<Suspect> pickSuspects(const QJsonArray &detections, int most = MostLookedAt);

/// The box with a tenth of its size around, cut at the edges of the image; nothing when less than
/// 8 x 8 pixels of it lie inside.
std::optional<Box> cropBox(const Box &box, int imageWidth, int imageHeight);

/// What a helper can be asked.
enum class Question
{
    Caption, ///< of a whole image
    Likeness, ///< an embedding of a person
    Clothing,
    Distance,
    Vehicle
};

/// Which service is asked, and where.
QString serviceOf(Question question);
QString pathOf(Question question);

/// What is asked about this one; the first one's image is captioned too.
QList<Question> questionsAbout(const Suspect &suspect, bool isFirst);

/// What was learnt of one detection; what nobody said is not there.
struct Finding
{
    qint64 detectionId = 0;
    QString objectType = {};
    QString caption = {};
    QByteArray embedding = {}; ///< 768 floats of this machine
    QString clothing = {};
    QStringList colours = {};
    std::optional<double> distanceMetres = {};
    QString vehicle = {};

    bool operator==(const Finding &) const = default;
};

/// Reads an answer into the finding; the reason when it breaks its contract. A service that says
/// that it cannot know (`available` false) has answered well and adds nothing.
protocol::Result<protocol::Done> readAnswer(Question question, const QByteArray &body,
                                            Finding &finding);

/// What the findings add to the facts that are assessed.
void addFindings(SceneFacts &facts, const QList<Finding> &findings);

/// {detection_id, embedding (base64 or null), data{caption, clothing, colors, distance_m,
/// vehicle}}, with the keys of `data` that are known.
QJsonObject toJson(const Finding &finding);

} // namespace workers
