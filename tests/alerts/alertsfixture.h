// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/alerts/alerts.h"
#include "backend/journal/journal.h"
#include "tests/storage/storagesupport.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace alerts;
using protocol::AlertSeverity;
using storage::Storage;
using storage::Transaction;

inline Rule rule(const QString &name, const QString &when, milliseconds hold = 0ms)
{
    return {.name = name,
            .when = parseExpression(when).value(),
            .severity = AlertSeverity::High,
            .hold = hold};
}

inline Rule failed(milliseconds hold = 0ms)
{
    return rule(u"worker_failed"_s, u"worker.status == \"failed\""_s, hold);
}

inline Rule risky()
{
    return rule(u"risky"_s, u"event.risk_level >= \"high\""_s);
}

/// The alerts on a real store and a real journal, over restarts; only what they look at is made up.
class AlertsFixture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

protected:
    void open();
    void begin(const QList<Rule> &rules);
    void restart(const QList<Rule> &rules);

    void set(const QString &status)
    {
        m_status = status;
        m_alerts->refresh();
    }

    void addEvent(int id, const QString &level)
    {
        m_journal->append({.type = u"event.created"_s,
                           .data = {{u"event_id"_s, id},
                                    {u"batch_id"_s, u"b"_s},
                                    {u"camera_id"_s, u"gate"_s},
                                    {u"risk_score"_s, 70},
                                    {u"risk_level"_s, level},
                                    {u"summary"_s, u"A person"_s},
                                    {u"reasoning"_s, u"because"_s},
                                    {u"started_at"_s, u"2025-12-27T10:30:00.000Z"_s}}});
    }

    /// What the first rule sees of the worker.
    protocol::AlertSight sight() const { return m_alerts->rules().value(0).sees.value(0); }

    /// "status severity count reason" of each alert, oldest first.
    QStringList alerts() const;

    qint64 lines(const QString &type) const
    {
        return numberIn(*m_store, u"SELECT count(*) FROM journal WHERE type = '%1'"_s.arg(type));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Storage> m_store;
    protocol::EventRegistry m_registry;
    std::unique_ptr<journal::Journal> m_journal;
    std::unique_ptr<Alerts> m_alerts;
    QString m_status; ///< of the worker; empty: there is none
    QString m_mode; ///< of the pipeline; empty: nobody knows
    Alerts::Options m_options;
};
