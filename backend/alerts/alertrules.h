// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/alerts/alertexpression.h"
#include "backend/protocol/alert.h"
#include "backend/protocol/clock.h"
#include "backend/protocol/result.h"

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace alerts {

using std::chrono::milliseconds;

/// Where a rule comes from.
enum class Origin
{
    BuiltIn,
    Changed, ///< a built-in one that the configuration has something to say about
    Configured
};

QString toText(Origin origin);

/// When somebody is to be alerted, how urgently, and in which words.
struct Rule
{
    QString name = {};
    Expression when = {};
    protocol::AlertSeverity severity = protocol::AlertSeverity::Medium;
    milliseconds hold{0}; ///< the condition must hold for so long
    QString message = {}; ///< with placeholders; empty: the condition
    bool enabled = true;
    Origin origin = Origin::Configured;

    bool isAboutEvents() const;
    bool operator==(const Rule &) const = default;
};

/// One thing that rules are about, as it is now.
struct Subject
{
    QString kind = {};
    QString name = {};
    Facts facts = {};
};

/// The words of an alert; at most 500 characters.
QString messageOf(const Rule &rule, const Subject &subject, const Facts &shared);

/// The facts of those subjects that there is one of.
Facts sharedFacts(const QList<Subject> &subjects);

/// Those that a rule looks at.
QList<Subject> subjectsOf(const Rule &rule, const QList<Subject> &subjects);

/// Tells one alert from the others: one for each rule and subject.
QString dedupKey(const QString &rule, const QString &kind, const QString &subject);

/// How alerts are kept from flapping. An alert resolves when its condition has been over for
/// `least`; each time it comes back within `window` that time doubles, up to `most`.
struct Damping
{
    milliseconds least{2000};
    milliseconds most{300'000};
    milliseconds window{600'000};

    bool operator==(const Damping &) const = default;
};

/// What is remembered of one rule and one subject.
struct Track
{
    QString alertId = {}; ///< that stands for the condition, handled or not; empty: none does
    std::optional<protocol::Now> holdsSince = {};
    bool wasOver = false; ///< seen to be over while the alert stands
    std::optional<protocol::SteadyTime> overSince = {}; ///< seen so without a break
    std::optional<protocol::SteadyTime> lastRise = {};
    int returns = 0; ///< how often it came back, each time within the window

    bool operator==(const Track &) const;
};

/// What is to be done about an alert.
enum class Move
{
    Nothing,
    Raise, ///< a new one
    Repeat, ///< it came back while the alert stands
    Clear ///< it is over
};

struct Step
{
    Track next = {};
    Move move = Move::Nothing;
};

/// What has to be known to judge a track.
struct Timing
{
    milliseconds hold{0};
    Damping damping = {};
    protocol::SteadyTime settled = {}; ///< nothing is over before: we have only just started
};

/// How long a condition has to be over before its alert is.
milliseconds calmOf(const Track &track, const Damping &damping);

/// A condition that holds for `hold` raises; one alert stands until it has been over for a while.
/// While it is unknown nothing is raised, and nothing is over.
Step step(const Track &track, Truth truth, const Timing &timing, protocol::Now now);

/// When the track has to be looked at although nothing has changed.
std::optional<protocol::SteadyTime> deadline(const Track &track, const Timing &timing);

/// What a person does about an alert.
enum class Wish
{
    Acknowledge,
    Resolve,
    Dismiss
};

/// The status after a wish; the same one when it is so already. Conflict when that step does not
/// exist: what is over cannot be acknowledged, and ends only once.
protocol::Result<protocol::AlertStatus> after(protocol::AlertStatus status, Wish wish);

} // namespace alerts
