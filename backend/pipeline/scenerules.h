// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace pipeline {

/// The size of a view, in cells.
inline constexpr int ViewWidth = 32;
inline constexpr int ViewHeight = 24;

/// What a camera shows, as little of it as it takes to know the place again. A byte a cell, row by
/// row.
struct View
{
    QByteArray light = {}; ///< the mean
    QByteArray edges = {}; ///< how much there is of them, by its logarithm
    double sharpness = 0; ///< of the edges; only to be compared with that of the same place

    bool isWhole() const;
};

/// How alike two views are, and by how much of them that is known.
struct Likeness
{
    double value = 1; ///< 0 to 1
    int windows = 0; ///< parts of the view with something in them
};

/// The median over the parts of the view that show anything in either of the two, of their
/// structures (not of their brightness): somebody who stands in a part of the view, or a lamp, does
/// not move it. The better one of light and edges: what is lit from elsewhere keeps its edges.
Likeness likenessOf(const View &one, const View &other);

/// What has happened to a view. Source: registry, scene_change.detected.
enum class SceneChange
{
    Unknown,
    ViewBlocked,
    AngleChanged,
    ViewTampered ///< out of focus, smeared
};

QString toText(SceneChange change);
QStringList sceneChanges();

/// When a view counts as another one.
struct SceneLimits
{
    int learnt = 5; ///< so many images make a background
    double alike = 0.4; ///< from there on it is the same place
    int images = 5; ///< so many in a row that are not like it
    std::chrono::milliseconds time = std::chrono::seconds(30); ///< and over so long
};

/// One camera.
struct Scene
{
    struct Known
    {
        View view = {}; ///< the mean of what it was seen as
        int images = 0;
        protocol::SteadyTime lastSeen = {};
    };

    QList<Known> known = {}; ///< by day, by night, with the lamp on
    int strange = 0; ///< images in a row
    View lastStrange = {};
    bool isSteady = true; ///< each of them is like the one before
    protocol::SteadyTime strangeSince = {};
    double worst = 1; ///< likeness of these
};

/// A change that is certain now.
struct SceneVerdict
{
    SceneChange change = SceneChange::Unknown;
    double similarity = 0;
};

/// Takes the next image of a camera. What is dark and empty says nothing: it may be the night as
/// well as a lens that is covered.
std::optional<SceneVerdict> look(Scene &scene, const View &view, const SceneLimits &limits,
                                 protocol::SteadyTime now);

} // namespace pipeline
