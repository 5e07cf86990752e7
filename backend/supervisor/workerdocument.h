// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/stampedtext.h"
#include "backend/protocol/worker.h"
#include "backend/supervisor/worker.h"

#include <QByteArray>

namespace supervisor {

/// What is told of a worker beside its definition.
struct WorkerFacts
{
    protocol::Worker worker = {};
    std::optional<LastExit> lastExit = {};
    QString logFile = {}; ///< empty: there is none
    qint64 logLines = 0;
    qint64 logLinesDropped = 0;
    protocol::RestartHistory newest = {};

    bool operator==(const WorkerFacts &) const = default;
};

WorkerFacts factsOf(const Worker &worker, const protocol::RestartHistory &newest);

/// GET /api/system/supervisor/workers/{name}, of one worker; in the definition, which never
/// changes, secrets are masked. Written anew when the facts differ; its uptime and its timestamp
/// are those of each answer.
class WorkerDocument final
{
public:
    QByteArray bytes(const WorkerDefinition &definition, const WorkerFacts &facts,
                     protocol::WallTime now);

private:
    WorkerFacts m_facts = {};
    QByteArray m_beforeUptime = {};
    protocol::StampedText m_behind = {};
};

/// Which lines of a log are asked for.
struct LogWish
{
    int tail = 100;
    std::optional<qint64> after = {}; ///< only those behind this one
};

/// GET …/{name}/logs.
QByteArray logDocument(const Worker &worker, const LogWish &wish);

} // namespace supervisor
