// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/alert.h"
#include "backend/protocol/breaker.h"
#include "backend/protocol/health.h"
#include "backend/protocol/pipeline.h"
#include "backend/protocol/worker.h"

#include <QSize>

#include <optional>

namespace tests {

class FakeBackend;

/// A whole installation as values; fill() makes the fake backend answer with it.
struct Canned
{
    protocol::SupervisorStatus supervisor = {};
    protocol::PipelineStatus pipeline = {};
    protocol::FullHealth health = {};
    QList<protocol::Breaker> breakers = {};
    QByteArray events = {};
    QByteArray journal = {};
    QByteArray cameras = {};
    QList<protocol::Alert> alerts = {}; ///< active ones and others
    std::optional<QByteArray> deadLetters = {}; ///< nothing: the backend does not list them
    QMap<QString, QByteArray> letters = {}; ///< by queue
};

Canned healthy(); ///< five workers run, two batches are open
Canned broken(); ///< a worker failed, one crashed, breakers open: unhealthy
Canned empty(); ///< nothing is configured, nothing has happened

/// Figures of the stages, an open batch at its deadline, books that are balanced.
void addFlow(Canned &canned);

/// Dead letters, a breaker that opened and its journal, books that are not balanced.
void addTrouble(Canned &canned);

/// Alarms of each priority and state.
QList<protocol::Alert> alarmsOfAllKinds();

/// The parts of fill() that are about alarms, and about single events and their pictures.
void fillAlarms(FakeBackend &backend, const Canned &canned, protocol::WallTime now);
void fillEvents(FakeBackend &backend);

/// A picture of this size in one colour, as JPEG.
QByteArray picture(QSize size);

/// The part of fill() that is about single workers: their logs, their restarts, how they are
/// defined.
void fillWorkers(FakeBackend &backend, const Canned &canned);

/// The part of fill() that is about dead letters.
void fillLetters(FakeBackend &backend, const Canned &canned);

/// Makes the backend answer with it, as if its clock said `now`.
void fill(FakeBackend &backend, const Canned &canned,
          protocol::WallTime now = protocol::Now::read().wall);

} // namespace tests
