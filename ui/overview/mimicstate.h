// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/breaker.h"
#include "backend/protocol/health.h"
#include "backend/protocol/pipeline.h"
#include "backend/protocol/worker.h"
#include "ui/look/states.h"

#include <QStringList>

#include <optional>

namespace ui {

/// How far a source of the picture can be trusted.
enum class Trust
{
    Never, ///< it has not been read yet
    Old, ///< it was true once
    Present,
};

/// One box or end of the flow.
struct Station
{
    QString name = {};
    Look look = {};
    bool boxed = true;
    std::optional<qint64> waiting = {}; ///< jobs in front of it
    QString figure = {}; ///< the line below the state
    Look mark = {Glyph::None, Tone::Quiet, {}}; ///< beside the state: "3 lost", "2 dead"
    QStringList notes = {}; ///< what there is no room for, in whole lines
    Trust trust = Trust::Never;

    bool operator==(const Station &) const = default;
};

/// One breaker as an electrical switch.
struct Switch
{
    QString name = {};
    Look look = {};
    QString figure = {}; ///< latency, or the countdown to the probe
    Trust trust = Trust::Never;

    bool operator==(const Switch &) const = default;
};

/// What the picture of the flow shows; a value, so that it can be tested without pixels.
struct MimicState
{
    QList<Station> stations = {}; ///< left to right
    QList<Switch> detection = {}; ///< breakers that detection depends on
    QList<Switch> analysis = {};
    QList<Station> foundations = {};
    QStringList attention = {}; ///< what needs somebody although the verdict does not name it
    QStringList unknown = {}; ///< "x: not known now", of what `attention` is told from
    std::optional<protocol::WallTime> notesAsOf = {}; ///< when the notes were true, if not now

    bool operator==(const MimicState &) const = default;
};

/// Everything that the picture is made of, each with how far it can be trusted. What is told in
/// ages has its own now, which stands while nobody vouches for it.
struct MimicSources
{
    QList<protocol::Worker> workers = {};
    Trust workersTrust = Trust::Never;
    protocol::PipelineStatus pipeline = {};
    Trust pipelineTrust = Trust::Never;
    std::optional<protocol::WallTime> pipelineAsOf = {};
    protocol::WallTime pipelineNow = {};
    protocol::FullHealth health = {};
    Trust healthTrust = Trust::Never;
    QList<protocol::Breaker> breakers = {};
    Trust breakersTrust = Trust::Never;
    protocol::WallTime breakersNow = {};
    int cameras = 0;
    int camerasOnline = 0;
    Trust camerasTrust = Trust::Never;
    std::optional<protocol::WallTime> lastEvent = {};
    Trust eventsTrust = Trust::Never;
    protocol::WallTime eventsNow = {};
};

MimicState mimicState(const MimicSources &sources);

} // namespace ui
