// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/health/healthrules.h"
#include "backend/protocol/health.h"
#include "backend/services/prober.h"
#include "backend/storage/storage.h"
#include "backend/supervisor/supervisor.h"

#include <QObject>

namespace health {

/// Puts the statuses of all rooms together into the one verdict that every other place tells.
class Monitor final : public QObject
{
    Q_OBJECT

public:
    Monitor(const storage::Storage &store, const services::Prober &prober,
            const supervisor::Supervisor &supervisor, QObject *parent = nullptr);

    /// GET /api/system/health/full, from what is known now; waits for nothing.
    protocol::FullHealth status() const;

    /// Why GET /ready says no; empty when it says yes.
    QStringList unreadiness() const;

    /// Something may be different: computes the verdict again.
    void refresh();

Q_SIGNALS:
    /// Comes before the verdict that follows from it.
    void storeChanged(protocol::Health now, protocol::Health before, const QString &message);

    /// The verdict or the status of a component is another one. `components` is name to status.
    void verdictChanged(protocol::Health now, protocol::Health before,
                        const QJsonObject &components);

private:
    protocol::FullHealth collect() const;

    const storage::Storage &m_store;
    const services::Prober &m_prober;
    const supervisor::Supervisor &m_supervisor;
    QJsonObject m_engine; ///< one object for all answers: it is the same once it is known
    Verdict m_verdict;
    QJsonObject m_components;
    protocol::WallTime m_since;
    protocol::Health m_storeStatus = protocol::Health::Unknown;
    protocol::WallTime m_storeSince; ///< the embedded queue lies in the store
};

} // namespace health
