// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/breakers/breakerrules.h"
#include "backend/protocol/breaker.h"
#include "backend/protocol/result.h"

#include <QList>
#include <QObject>
#include <QTimer>

#include <optional>

namespace breakers {

/// A breaker to be made.
struct Definition
{
    QString name = {};
    Settings settings = {};
};

/// All breakers, one for each AI service, in the order of their definitions. The one source for
/// traffic, probes, the API and health.
class Registry final : public QObject
{
    Q_OBJECT

public:
    explicit Registry(const QList<Definition> &definitions, QObject *parent = nullptr);

    /// Leave to use the service once; nothing when the breaker refuses (or does not exist). Each
    /// permit is to be reported once.
    std::optional<Permit> acquire(const QString &service, Use use);

    /// How a permitted use ended. A late or second report changes nothing.
    void report(const Permit &permit, Outcome outcome, const QString &error = {});

    /// GET /api/system/circuit-breakers.
    QList<protocol::Breaker> status() const;

    protocol::BreakerState stateOf(const QString &service) const; ///< Unknown for no breaker

    /// Closes a breaker by hand, whatever its state; gives the state before. BadRequest for a
    /// malformed name, NotFound (with the valid names) for an unknown one.
    protocol::Result<protocol::BreakerState> reset(const QString &name);

Q_SIGNALS:
    void changed(const QString &name, protocol::BreakerState from, protocol::BreakerState to,
                 const QString &reason);
    /// Some count or state that status() shows is different now.
    void updated();

private:
    struct Entry
    {
        Definition definition = {};
        State state = {};
    };

    Entry *find(const QString &name);
    std::optional<Permit> apply(Entry &entry, const Event &event, Now now);
    void wake();
    void arm();

    QList<Entry> m_entries;
    QTimer m_timer;
};

} // namespace breakers
