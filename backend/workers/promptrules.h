// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace workers {

/// What was measured of one kind of object in a batch.
struct ObjectFacts
{
    QString objectType = {};
    /// Detections in all, and the most in one image.
    int detections = 0;
    int atOnce = 0;
    double bestConfidence = 0;
    double meanConfidence = 0;
    /// From the first to the last detection.
    int presentSeconds = 0;
    /// Height of the tallest box as a fraction of the image, 0..1: how near it came.
    double largestFraction = 0;
    /// left, center or right third of the image, where it was most often.
    QString position = {};

    bool operator==(const ObjectFacts &) const = default;
};

/// What is known of a batch; all that the risk assessment is given.
struct SceneFacts
{
    QString cameraId = {};
    /// Date and time on the spot, "2025-12-27 22:14".
    QString localTime = {};
    /// Hour on the spot, 0..23; -1 when not known.
    int localHour = -1;
    int durationSeconds = 0;
    int images = 0;
    QList<ObjectFacts> objects = {};
    /// What services said that looked closer, as far as they were there.
    QString caption = {};
    QStringList colours = {}; ///< of clothes
    QStringList vehicles = {};
    std::optional<double> nearestMetres = {}; ///< the nearest person, estimated

    bool operator==(const SceneFacts &) const = default;
};

/// The prompt in ChatML: instructions, then one fact a line. Names, and what
/// services said, are made harmless, so that a folder's name cannot add lines or roles.
QString buildPrompt(const SceneFacts &facts);

/// Reads the facts back from a prompt that buildPrompt() wrote; nothing when it holds none.
std::optional<SceneFacts> parsePrompt(const QString &prompt);

} // namespace workers
