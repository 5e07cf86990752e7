// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/alerts/alerts.h"

#include "backend/alerts/subjects.h"

#include <QLoggingCategory>
#include <QUuid>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace alerts {

namespace {

Q_LOGGING_CATEGORY(log, "signalbox.alerts", QtInfoMsg)

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

qint64 sequenceOf(const Cause &cause)
{
    return cause ? cause->load() : 0;
}

} // namespace

struct Alerts::Loaded
{
    QList<Standing> standing = {};
    QList<protocol::Event> events = {};
    qint64 cursor = 0;
};

Alerts::Alerts(storage::Storage &store, QList<Rule> rules, Sources sources)
    : Alerts(store, std::move(rules), std::move(sources), Options())
{ }

Alerts::Alerts(storage::Storage &store, QList<Rule> rules, Sources sources, const Options &options,
               QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_rules(std::move(rules))
    , m_sources(std::move(sources))
    , m_options(options)
    , m_outbox(store)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { m_isLoaded ? look() : load(); });
    connect(&m_outbox, &Outbox::written, this, &Alerts::changed);
    connect(&m_outbox, &Outbox::emptied, this, [this] {
        if (std::exchange(m_isMissing, false)) {
            readMissed();
        }
    });
}

void Alerts::start()
{
    m_settled = protocol::Now::read().steady + m_options.settling;
    load();
}

void Alerts::stop()
{
    m_isStopped = true;
    m_timer.stop();
}

void Alerts::load()
{
    if (m_store.isFaulted()) {
        m_timer.start(m_options.interval); // where its journal ends is not known either
        return;
    }
    m_store.read<Loaded>(
        this,
        // The first time there is nothing from before our start that we have missed.
        [begun = m_store.lastSequence()](storage::Transaction &tx) {
            const qint64 from = cursor(tx).value_or(begun);
            return Loaded{
                .standing = standing(tx), .events = eventsAfter(tx, from), .cursor = from};
        },
        [this](const protocol::Result<Loaded> &loaded) {
            if (loaded) {
                takeUp(loaded.value());
            } else {
                qCWarning(log).noquote() << "cannot be read:" << loaded.error().detail;
                m_timer.start(m_options.interval);
            }
        });
}

void Alerts::takeUp(const Loaded &loaded)
{
    m_cursor = loaded.cursor;
    for (const Standing &alert : loaded.standing) {
        takeUp(alert);
    }
    takeMissed(loaded.events);
    m_isLoaded = true;
    look();
}

void Alerts::takeUp(const Standing &alert)
{
    m_seen.reset();
    const qsizetype index = ruleNamed(alert.rule);
    const bool isGone = index < 0 || m_rules.at(index).when.kind != alert.subjectKind;
    if (isGone || !m_rules.at(index).enabled) {
        clearLater(alert.id, isGone ? u"the rule is gone"_s : u"the rule is switched off"_s, {});
        return;
    }
    m_watched.insert(dedupKey(alert.rule, alert.subjectKind, alert.subject),
                     {.rule = index,
                      .kind = alert.subjectKind,
                      .subject = alert.subject,
                      .track = {.alertId = alert.id},
                      .isCarried = true});
    const protocol::AlertSeverity severity = m_rules.at(index).severity;
    if (severity != alert.severity) {
        m_outbox.add(
            [id = alert.id, severity](storage::Transaction &tx) { setSeverity(tx, id, severity); });
    }
}

void Alerts::refresh()
{
    if (m_isLoaded && !m_isStopped
        && (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > m_options.together)) {
        m_timer.start(m_options.together);
    }
}

void Alerts::look()
{
    if (m_isStopped) {
        return;
    }
    m_seen.reset();
    const protocol::Now now = protocol::Now::read();
    const QList<Subject> subjects = m_sources.subjects();
    const Facts shared = sharedFacts(subjects);
    for (Watched &watched : m_watched) {
        watched.isThere = false;
    }
    for (const Subject &subject : subjects) {
        lookAt(subject, shared, now);
    }
    for (auto it = m_watched.begin(); it != m_watched.end();) {
        if (!it->isThere) {
            missed(*it, now);
        }
        it = it->isThere || !it->track.alertId.isEmpty() ? std::next(it) : m_watched.erase(it);
    }
    saveCursor();
    arm(now);
}

void Alerts::lookAt(const Subject &subject, const Facts &shared, protocol::Now now)
{
    for (qsizetype i = 0; i < m_rules.size(); ++i) {
        const Rule &rule = m_rules.at(i);
        if (rule.enabled && !rule.isAboutEvents() && subject.kind == rule.when.kind) {
            Watched &watched = m_watched[dedupKey(rule.name, subject.kind, subject.name)];
            watched.rule = i;
            watched.kind = subject.kind;
            watched.subject = subject.name;
            judge(watched, subject, shared, now);
            tellRepeats(watched, now);
        }
    }
}

void Alerts::judge(Watched &watched, const Subject &subject, const Facts &shared, protocol::Now now)
{
    const Rule &rule = m_rules.at(watched.rule);
    watched.isThere = true;
    watched.truth = evaluate(rule.when, subject.facts, shared);
    const QString before = watched.track.alertId;
    const Step made = step(watched.track, watched.truth, timingOf(watched), now);
    watched.track = made.next;
    switch (made.move) {
    case Move::Nothing:
        return;
    case Move::Raise:
        watched.track.alertId = newId();
        raiseLater({.id = watched.track.alertId,
                    .rule = rule.name,
                    .subjectKind = subject.kind,
                    .subject = subject.name,
                    .severity = rule.severity,
                    .message = messageOf(rule, subject, shared),
                    .at = now.wall});
        return;
    case Move::Repeat:
        m_outbox.add([before, at = now.wall](storage::Transaction &tx) { repeat(tx, before, at); });
        watched.isUntold = true;
        return;
    case Move::Clear:
        watched.isCarried = false;
        watched.isUntold = false;
        clearLater(before, u"condition cleared"_s, causeOf(subject.kind, subject.name),
                   [this, stood = watched, before] { standAgain(stood, before); });
        return;
    }
}

// What flaps may come again several times in a second; all of it is told in the end.
void Alerts::tellRepeats(Watched &watched, protocol::Now now)
{
    if (!watched.isUntold || (watched.told && now.steady - *watched.told < m_options.telling)) {
        return;
    }
    watched.isUntold = false;
    watched.told = now.steady;
    m_outbox.add([id = watched.track.alertId](storage::Transaction &tx) { tellUpdate(tx, id); });
}

Cause Alerts::causeOf(const QString &kind, const QString &name) const
{
    return m_sources.causeOf ? m_sources.causeOf(kind, name) : Cause();
}

void Alerts::raiseLater(const Draft &draft)
{
    qCInfo(log).noquote() << protocol::toText(draft.severity) << draft.message;
    m_outbox.add([draft, cause = causeOf(draft.subjectKind, draft.subject)](
                     storage::Transaction &tx) { raise(tx, draft, sequenceOf(cause)); },
                 [this, draft] { forget(draft); });
}

// An alert that did not come into being; if its condition still holds, the next look raises anew.
void Alerts::forget(const Draft &draft)
{
    m_seen.reset();
    const auto found = m_watched.find(dedupKey(draft.rule, draft.subjectKind, draft.subject));
    if (found != m_watched.end() && found->track.alertId == draft.id) {
        found->track = {};
        found->isUntold = false;
    }
}

/// A subject that is not there any more.
void Alerts::missed(Watched &watched, protocol::Now now)
{
    const QString before = watched.track.alertId;
    watched.truth = Truth::No;
    const Step made = step(watched.track, Truth::No, timingOf(watched), now);
    watched.track = made.next;
    if (made.move == Move::Clear) {
        clearLater(before, u"no longer there"_s, {},
                   [this, stood = watched, before] { standAgain(stood, before); });
    }
}

void Alerts::clearLater(const QString &id, const QString &reason, const Cause &cause,
                        const std::function<void()> &lost)
{
    m_outbox.add(
        [id, reason, cause](storage::Transaction &tx) { clear(tx, id, reason, sequenceOf(cause)); },
        lost);
}

// An alert whose end did not get into the store: the next look ends it, or finds that it holds. One
// raised since then was not, for the store keeps one for each rule and subject.
void Alerts::standAgain(const Watched &stood, const QString &id)
{
    m_seen.reset();
    const QString key = dedupKey(m_rules.at(stood.rule).name, stood.kind, stood.subject);
    Watched &watched = m_watched.contains(key) ? m_watched[key] : (m_watched[key] = stood);
    watched.track.alertId = id;
}

void Alerts::arm(protocol::Now now)
{
    protocol::SteadyTime next = now.steady + m_options.interval;
    for (const Watched &watched : std::as_const(m_watched)) {
        if (const auto due = deadline(watched.track, timingOf(watched))) {
            next = std::min(next, *due);
        }
    }
    const auto left = std::chrono::ceil<milliseconds>(next - now.steady);
    m_timer.start(std::max(left, milliseconds(1)));
}

} // namespace alerts
