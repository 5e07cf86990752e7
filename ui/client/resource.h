// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/apiclient.h"
#include "ui/client/connectionrules.h"
#include "ui/client/freshness.h"

#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <optional>

namespace ui {

/// Whether a 503 of this resource carries the document too.
enum class On503
{
    Fails,
    IsData, ///< health/full says "unhealthy" with the same body
};

/// One GET of the API, re-read when it is marked dirty and at most four times a second, less often
/// where its answer takes long to show. One that is wanted only at times is not read in between,
/// and nobody vouches for it then.
class Resource final : public QObject
{
    Q_OBJECT

public:
    Resource(ApiClient &api, QString path, On503 on503, const Timings &timings, QObject *parent);

    /// The path without its query: what `changed` notices name.
    QString name() const { return m_path.section(u'?', 0, 0); }

    /// What is asked, with its query.
    QString path() const { return m_path; }

    /// Asks something else from now on; what was answered before is forgotten with the question.
    void ask(const QString &path);

    /// Whether somebody looks at it. It is wanted until it is said otherwise.
    void want(bool wanted);

    /// What it answers stays the same as long as the connection stands: it is read once, also if it
    /// is not wanted in between.
    void setFixed() { m_isFixed = true; }

    bool isWanted() const { return m_wanted; }

    const QJsonObject &body() const { return m_body; }

    /// When the last good answer was asked for, by our clock.
    std::optional<protocol::WallTime> goodAt() const { return m_goodAt; }

    QString error() const { return m_error; }

    /// The last answer was not as documented, and is not shown; error() says in what.
    bool isForeign() const { return m_isForeign; }

    /// The HTTP status of the last answer; 0 before the first and where none came.
    int lastStatus() const { return m_lastStatus; }

    ResourceFacts facts() const;

    /// An answer, good or bad, has come since the connect.
    bool isSettled() const { return m_settled; }

    /// A GET would now answer differently.
    void markDirty();

    /// What was read before counts no longer; reads again.
    void beginEpoch();

    /// The connection is gone: nothing is read until the next epoch.
    void suspend();

Q_SIGNALS:
    void updated(); ///< a good answer has come, or ask() has cleared the body
    void settled(); ///< the read that was under way is over, good or bad

private:
    bool isActive() const { return m_wanted && !m_suspended; }

    void forget();
    void readSoon();
    void read();
    void take(const Answer &answer, int epoch);

    ApiClient &m_api;
    QString m_path;
    On503 m_on503;
    Timings m_timings;
    QTimer m_wait;
    QTimer m_safety;
    QJsonObject m_body;
    QString m_error;
    bool m_isForeign = false;
    std::optional<protocol::WallTime> m_goodAt;
    std::optional<protocol::SteadyTime> m_dirtySince; ///< of the oldest change not read yet
    std::optional<protocol::SteadyTime> m_dirtyAgain; ///< of the oldest since the read began
    std::optional<protocol::SteadyTime> m_lastRead;
    std::chrono::milliseconds m_cost{0}; ///< of taking the last answer, with all that it set going
    int m_epoch = 0;
    int m_lastStatus = 0;
    bool m_reading = false;
    bool m_answered = false;
    bool m_settled = false;
    bool m_suspended = true;
    bool m_wanted = true;
    bool m_isFixed = false;
};

} // namespace ui
