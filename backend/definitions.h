// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/alerts/alertrules.h"
#include "backend/breakers/registry.h"
#include "backend/cleanup/cleanup.h"
#include "backend/config/config.h"
#include "backend/http/limits.h"
#include "backend/journal/eventsocket.h"
#include "backend/monitoring/prometheusclient.h"
#include "backend/pipeline/pipeline.h"
#include "backend/storage/storage.h"
#include "backend/supervisor/workerdefinition.h"

#include <QList>
#include <QString>

/// What the program as a whole is told beside its configuration.
struct Surroundings
{
    QString dataDirectory = {}; ///< absolute
    QString programDirectory = {}; ///< where signalboxd and signalbox-vision lie
    bool demo = false;
    QString prometheus = {}; ///< the program that is to scrape the demo; empty: none
};

/// The configuration in the words of each room.
namespace definitions {

/// What this machine is called in the journal and by a server.
QString nodeName(const config::Server &server);

/// Where the store is; reads the file that the password is in.
protocol::Result<storage::Storage::Options> store(const config::Storage &section,
                                                  const QString &dataDirectory);

/// The camera root as an absolute path.
QString cameraRoot(const config::Config &config, const Surroundings &surroundings);

/// The four built-in workers, the embedded AI services where they run, then those of the user's,
/// and in demo mode the camera that plays recorded footage and, where there is one, Prometheus.
QList<supervisor::WorkerDefinition> workers(const config::Config &config,
                                            const Surroundings &surroundings);

/// How long stopping everything takes at most: each worker in its turn, within its own time.
std::chrono::milliseconds longestStop(const config::Config &config);

QList<breakers::Definition> breakers(const config::Config &config);

/// All rules, switched on or off.
QList<alerts::Rule> alertRules(const config::Config &config);

/// The limits of the door; no answer is cut off that waits for a worker to stop.
http::Limits httpLimits(const config::Config &config);

journal::Limits socketLimits(const config::Limits &limits);
cleanup::Settings cleanup(const config::Config &config, const Surroundings &surroundings);
monitoring::Settings monitoring(const config::Config &config);
pipeline::Settings pipeline(const config::Config &config, const Surroundings &surroundings);

} // namespace definitions
