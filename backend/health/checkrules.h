// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/health.h"
#include "backend/protocol/worker.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace health {

/// One thing that a load balancer's probe looks at.
struct Check
{
    QString name = {};
    bool passes = true;
    QString reason = {}; ///< why it does not pass

    bool operator==(const Check &) const = default;
};

/// What an asker wants to see, and what has no say for it.
struct CheckWish
{
    bool isVerbose = false;
    QStringList excluded = {};
};

/// What an answer to a probe is made of.
struct Probed
{
    bool passes = true;
    QByteArray text = {};

    bool operator==(const Probed &) const = default;
};

/// GET /livez: that the question was answered at all. Nothing else, since a restart mends neither a
/// full disk nor a service that is away.
QList<Check> liveChecks();

/// GET /readyz: what decides whether work can be taken, in the order of the full health: all of
/// them pass exactly when judge() says ready. Workers are called "worker:<name>".
QList<Check> readyChecks(const protocol::FullHealth &parts);

/// The names in the values of `exclude`, each a list with commas.
QStringList excludedIn(const QString &values);

/// The answer in the manner of Kubernetes: "ok"; one line for each check when it was asked for or
/// when one fails; excluded ones have no say; an exclusion that fits none is named in a warning.
Probed answer(const QString &probe, const QList<Check> &checks, const CheckWish &wish);

/// GET /ready, as the original has it: store and queue healthy, the supervisor running and no
/// worker failed. The reasons why not; none when ready.
QStringList unreadiness(const QList<protocol::InfrastructureHealth> &parts,
                        const protocol::SupervisorStatus &supervised);

} // namespace health
