// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/apiclient.h"
#include "ui/client/freshness.h"
#include "ui/frame/verdict.h"
#include "ui/instances/instance.h"

#include <QList>
#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace ui {

class Instances;

/// One backend and what it says of itself.
struct FleetMember
{
    Instance instance = {};
    Verdict verdict = {}; ///< of the last good answer
    Freshness freshness = {};
    protocol::WallTime now = {}; ///< the backend's clock, as far as it is known

    bool operator==(const FleetMember &) const = default;
};

/// Asks every instance, the one in this program too, for its health while somebody looks. What one
/// has not vouched for within the stale limit is not the present.
class FleetWatch final : public QObject
{
    Q_OBJECT

public:
    FleetWatch(Instances &instances, const Timings &timings, QObject *parent);
    ~FleetWatch() override;

    void want(bool wanted);

    QList<FleetMember> members() const;

Q_SIGNALS:
    void changed();

private:
    struct Watched;

    void arrange();
    void round();
    Watched *find(const QString &id);
    void ask(Watched &watched);
    void read(Watched &watched);
    void take(Watched &watched, const Answer &answer);

    Instances &m_instances;
    Timings m_timings;
    std::vector<std::unique_ptr<Watched>> m_watched;
    QTimer m_round;
    QTimer m_pulse;
};

} // namespace ui
