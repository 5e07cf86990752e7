// SPDX-License-Identifier: GPL-3.0-or-later
// What the intake does while the store is away, and afterwards; its way otherwise is in intake.cpp.
#include "backend/pipeline/intake.h"
#include "backend/pipeline/watcherlines.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_LOGGING_CATEGORY(intakeLog)

namespace pipeline {

namespace {

constexpr int DrainWindow = 32; ///< worked off at a time
constexpr auto DrainRetry = 1s;
const QString SetAsideKind = u"set_aside"_s;

} // namespace

QStringList Intake::fallbackKinds()
{
    return {DetectionQueue.toString(), VideoQueue.toString(), SetAsideKind};
}

QString Intake::keyOf(const FileIdentity &file)
{
    return QString::number(file.inode) % u' ' % QString::number(file.sizeBytes) % u' '
        % QString::number(file.mtimeNs) % u' ' % file.path;
}

/// Nothing can be written now, or others came before.
bool Intake::mustWait(const Told &told) const
{
    return m_isShut || m_store.isFaulted()
        || (!told.isFromFallback && m_fallback.waiting(queueOf(told.file)) > 0);
}

void Intake::hold(const Told &told)
{
    const QString key = keyOf(told.file);
    if (told.isFromFallback || !m_heldFiles.contains(key)) {
        m_heldFiles.insert(key);
        m_fallback.hold(queueOf(told.file), told.turn, toLine(told.file));
    }
    release(told);
}

// A store that is away says when it is back; a single refusal does not. One that stands in line
// needs no timer: who is before it calls it.
void Intake::tryDrainLater()
{
    if (!m_store.isFaulted() && !m_drainTimer.isActive()) {
        m_drainTimer.start(DrainRetry);
    }
}

bool Intake::mayDrain() const
{
    return !m_isShut && !m_store.isFaulted() && !m_drainTimer.isActive() && m_resumed < DrainWindow;
}

// The kinds take turns: none has to wait until another one has come to its end. What is drained
// ends at once or later, and then calls this again.
void Intake::drain()
{
    if (m_isDraining || m_fallback.isEmpty()) {
        return;
    }
    m_isDraining = true;
    bool isMoving = true;
    while (isMoving) {
        isMoving = false;
        for (const QString &kind : fallbackKinds()) {
            isMoving = drainOne(kind) || isMoving;
        }
    }
    m_isDraining = false;
}

/// False when there is nothing to take or no room for it.
bool Intake::drainOne(const QString &kind)
{
    const bool isFile = kind != SetAsideKind;
    if (!mayDrain() || (isFile && m_isQueueFull)) {
        return false;
    }
    const auto held = m_fallback.next(kind);
    if (!held) {
        return false;
    }
    if (!(isFile ? drainFile(kind, *held) : drainSetAside(*held))) {
        m_fallback.settle(kind, held->turn); // of another camera root: nobody can say what it is
    }
    return true;
}

bool Intake::drainFile(const QString &kind, const Fallback::Held &held)
{
    const auto file = identityFromLine(held.thing);
    if (!file || !file->path.startsWith(m_root % u'/') || queueOf(*file) != kind) {
        return false;
    }
    m_heldFiles.insert(keyOf(*file));
    ++m_underway;
    ++m_resumed;
    lookUp({.file = *file, .turn = held.turn, .isFromFallback = true});
    m_isQueueFull = isHeldBack(m_isQueueFull, m_queued + m_underway, m_limits.queueCapacity);
    return true;
}

bool Intake::drainSetAside(const Fallback::Held &held)
{
    const auto thing = setAsideFromLine(held.thing, m_root);
    if (thing) {
        ++m_resumed;
        putAside(*thing, held.turn, held.thing);
    }
    return thing.has_value();
}

// What was lost from the disk lies in the folders still.
void Intake::bringAgain()
{
    if (m_status.running) {
        Q_EMIT toWatcher(forgetAllLine());
        Q_EMIT toWatcher(rescanLine());
    }
}

void Intake::takeSetAside(const QJsonObject &line)
{
    const auto thing = setAsideFromLine(line, m_root);
    if (!thing) {
        return;
    }
    const quint64 turn = m_fallback.nextTurn();
    if (m_store.isFaulted() || m_fallback.waiting(SetAsideKind) > 0) {
        m_fallback.hold(SetAsideKind, turn, line);
    } else {
        ++m_resumed;
        putAside(*thing, turn, line);
    }
}

// A watcher that begins anew meets the same things again: each is written down once.
void Intake::putAside(const SetAside &thing, quint64 turn, const QJsonObject &line)
{
    m_store.write<bool>(
        this, [thing](storage::Transaction &tx) { return setAside(tx, thing); },
        [this, thing, turn, line](const protocol::Result<bool> &isNew) {
            --m_resumed;
            if (!isNew && isNew.error().kind == protocol::ErrorKind::Unavailable) {
                tryDrainLater();
                m_fallback.hold(SetAsideKind, turn, line);
                return;
            }
            m_fallback.settle(SetAsideKind, turn);
            if (!isNew) {
                qCWarning(intakeLog) << "the store never takes that" << thing.path
                                     << "was not taken in:" << isNew.error().detail;
            } else if (isNew.value()) {
                qCInfo(intakeLog) << "not taken in:" << thing.path << ":" << thing.reason;
                Q_EMIT changed();
            }
            drain();
        });
}

} // namespace pipeline
