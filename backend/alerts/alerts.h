// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/alerts/alertstore.h"
#include "backend/alerts/outbox.h"
#include "backend/protocol/event.h"
#include "backend/storage/storage.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace alerts {

/// Judges the rules by what the other rooms say, and keeps the alerts: one for each rule and
/// subject. What stands outlives a restart. Lives on the backend thread.
class Alerts final : public QObject
{
    Q_OBJECT

public:
    /// What it looks at.
    struct Sources
    {
        std::function<QList<Subject>()> subjects = {}; ///< all there are now, but events
        /// What led to the present state of a subject, where that is known.
        std::function<Cause(const QString &kind, const QString &name)> causeOf = {};
    };

    struct Options
    {
        milliseconds together{100}; ///< changes that come within it are looked at once
        milliseconds interval{5000}; ///< figures change without a word
        milliseconds settling{60'000}; ///< after a start nothing from before it is over for so long
        milliseconds telling{60'000}; ///< an alert that comes again is told so often at most
        Damping damping = {};
    };

    template<typename T>
    using Answer = std::function<void(const protocol::Result<T> &)>;

    Alerts(storage::Storage &store, QList<Rule> rules, Sources sources);
    Alerts(storage::Storage &store, QList<Rule> rules, Sources sources, const Options &options,
           QObject *parent = nullptr);

    /// Takes up what stood when we stopped, and the security events since; then the rules apply.
    void start();

    /// Looks at nothing any more: what goes down from now on is meant to.
    void stop();

    /// Something may be different.
    void refresh();

    /// A line of the journal: a security event came or went.
    ///
    /// Until what we have missed is looked at, it is ignored: then it is read with the rest.
    void take(const protocol::Event &line);

    /// GET /api/alerts, …/{id}, and POST …/{id}/acknowledge, resolve, dismiss.
    void page(const Filter &filter, const Answer<protocol::AlertPage> &done);
    void find(const QString &id, const Answer<protocol::Alert> &done);
    void handle(const QString &id, const Handling &handling, const Answer<protocol::Alert> &done);

    /// GET /api/alerts/rules: what each rule saw when it last looked.
    QList<protocol::AlertRule> rules() const;

    /// Changes that the store refused, or that were too many while it was away; since the start.
    qint64 leftOut() const { return m_outbox.dropped(); }

Q_SIGNALS:
    void changed();

private:
    /// One rule and one subject.
    struct Watched
    {
        qsizetype rule = 0;
        QString kind = {};
        QString subject = {};
        Truth truth = Truth::Unknown;
        Track track = {};
        bool isUntold = false; ///< that it came again
        std::optional<protocol::SteadyTime> told = {}; ///< when that was, last
        bool isThere = false; ///< at the last look
        bool isCarried = false; ///< from before our start
    };

    struct Loaded;

    void load();
    void takeUp(const Loaded &loaded);
    void takeUp(const Standing &alert);
    Facts sharedForEvents() const;
    void takeMissed(const QList<protocol::Event> &events);
    void readMissed();
    void takeEvent(const protocol::Event &line, const Facts &shared);
    void look();
    void lookAt(const Subject &subject, const Facts &shared, protocol::Now now);
    void judge(Watched &watched, const Subject &subject, const Facts &shared, protocol::Now now);
    void tellRepeats(Watched &watched, protocol::Now now);
    void missed(Watched &watched, protocol::Now now);
    Cause causeOf(const QString &kind, const QString &name) const;
    void raiseLater(const Draft &draft);
    void forget(const Draft &draft);
    void clearLater(const QString &id, const QString &reason, const Cause &cause,
                    const std::function<void()> &lost = {});
    void standAgain(const Watched &stood, const QString &id);
    void saveCursor();
    QList<const Watched *> inOrder() const;
    QList<protocol::AlertRule> seenByRules() const;
    void arm(protocol::Now now);
    Timing timingOf(const Watched &watched) const;
    qsizetype ruleNamed(const QString &name) const;

    storage::Storage &m_store;
    QList<Rule> m_rules;
    Sources m_sources;
    Options m_options;
    Outbox m_outbox;
    QHash<QString, Watched> m_watched; ///< by what tells the alert from the others
    mutable std::optional<QList<protocol::AlertRule>> m_seen; ///< until the next look
    QTimer m_timer;
    protocol::SteadyTime m_settled = {};
    qint64 m_cursor = 0; ///< of the last security event that was looked at
    qint64 m_savedCursor = -1;
    bool m_isLoaded = false;
    bool m_isMissing = false; ///< events that wait until those before them are written
    bool m_isUpToDate = false; ///< nothing is missed: lines are looked at as they come
    bool m_isStopped = false;
};

} // namespace alerts
