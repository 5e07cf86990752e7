// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/schema.h"
#include "backend/storage/schemasteps.h"

#include <QString>

using namespace Qt::StringLiterals;

namespace storage {

QString ageOfAlert()
{
    return u"CASE WHEN event_id IS NOT NULL THEN created_at "
           "WHEN cleared_at IS NOT NULL THEN ended_at END"_s;
}

QStringList alertTables()
{
    return {
        u"CREATE TABLE alerts ("
        "number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, event_id INTEGER, "
        "rule TEXT NOT NULL, severity TEXT NOT NULL "
        "CHECK (severity IN ('low', 'medium', 'high', 'critical')), message TEXT NOT NULL, "
        "status TEXT NOT NULL CHECK (status IN "
        "('pending', 'delivered', 'acknowledged', 'dismissed', 'resolved')), "
        "subject_kind TEXT NOT NULL, subject TEXT NOT NULL, dedup_key TEXT NOT NULL, "
        "count INTEGER NOT NULL DEFAULT 1, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, "
        "last_seen_at TEXT NOT NULL, cleared_at TEXT, acknowledged_at TEXT, acknowledged_by TEXT, "
        "acknowledged_reason TEXT, ended_at TEXT, ended_by TEXT, ended_reason TEXT) STRICT"_s,
        u"CREATE UNIQUE INDEX alerts_standing ON alerts (dedup_key) WHERE cleared_at IS NULL"_s,
        u"CREATE INDEX alerts_active ON alerts (number) "
        "WHERE status IN ('pending', 'delivered', 'acknowledged')"_s,
        u"CREATE INDEX alerts_by_status ON alerts (status)"_s,
        u"CREATE INDEX alerts_by_severity ON alerts (severity)"_s,
        u"CREATE INDEX alerts_by_rule ON alerts (rule)"_s,
        u"CREATE INDEX alerts_by_event ON alerts (event_id) WHERE event_id IS NOT NULL"_s,
        u"CREATE INDEX alerts_by_age ON alerts (%1)"_s.arg(ageOfAlert()),
    };
}

// Each ends in the number: what matches comes in the order of the pages. Those of active alerts are
// apart, for several statuses would have to be sorted.
QStringList alertIndexes()
{
    const QString active = u" WHERE status IN ('pending', 'delivered', 'acknowledged')"_s;
    return {
        u"CREATE INDEX alerts_by_severity_status ON alerts (severity, status)"_s,
        u"CREATE INDEX alerts_by_rule_status ON alerts (rule, status)"_s,
        u"CREATE INDEX alerts_by_rule_severity ON alerts (rule, severity)"_s,
        u"CREATE INDEX alerts_by_all_three ON alerts (rule, severity, status)"_s,
        u"CREATE INDEX alerts_active_by_severity ON alerts (severity)"_s + active,
        u"CREATE INDEX alerts_active_by_rule ON alerts (rule)"_s + active,
        u"CREATE INDEX alerts_active_by_both ON alerts (rule, severity)"_s + active,
    };
}

} // namespace storage
