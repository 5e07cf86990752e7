// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/alerts/alertrules.h"
#include "backend/protocol/breaker.h"
#include "backend/protocol/event.h"
#include "backend/protocol/health.h"
#include "backend/protocol/pipeline.h"
#include "backend/protocol/worker.h"
#include "backend/storage/transaction.h"

#include <QList>
#include <QMap>
#include <QString>

/// What the rooms say, in the words that rules ask for.
namespace alerts {

Subject subjectOf(const protocol::Worker &worker);
Subject subjectOf(const protocol::Breaker &breaker);
Subject subjectOf(const protocol::AiServiceHealth &service);
Subject subjectOf(const protocol::QueueStatus &queue);

/// The store, the broker (what serves the job queues) and the verdict on the whole.
QList<Subject> subjectsOf(const protocol::FullHealth &health);

Subject subjectOf(const protocol::PipelineStatus &pipeline);

/// Of the journal's line that tells of it.
Subject eventOf(const QJsonObject &line);

/// The figures of the performance, by the names of the vocabulary; others are left out.
Subject performanceOf(const QMap<QString, double> &figures);

/// All cameras; runs on the storage thread.
QList<Subject> cameras(storage::Transaction &tx);

} // namespace alerts
