// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/states.h"

#include <QCoreApplication>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("States", text);
}

Look unknown(const QString &word)
{
    return {Glyph::Question, Tone::Unknown,
            word.isEmpty() || word == u"unknown" ? tr("Unknown") : QString(word % u'?')};
}

} // namespace

Look lookOf(const protocol::Worker &worker)
{
    switch (worker.status) {
    case protocol::WorkerStatus::Running:
        return {Glyph::Play, Tone::Quiet, tr("Running")};
    case protocol::WorkerStatus::Restarting:
        return {Glyph::Cycle, Tone::Transition, tr("Restarting")};
    case protocol::WorkerStatus::Stopped:
        // Off on purpose is no alarm, unless the system needs it.
        return {Glyph::Square, worker.critical ? Tone::Warning : Tone::Hollow, tr("Stopped")};
    case protocol::WorkerStatus::Crashed:
        return {Glyph::Triangle, Tone::Warning, tr("Crashed")};
    case protocol::WorkerStatus::Failed:
        return {Glyph::Octagon, Tone::Critical, tr("Failed")};
    case protocol::WorkerStatus::Unknown:
        break;
    }
    return unknown(worker.statusWord);
}

Look lookOf(const protocol::Breaker &breaker)
{
    switch (breaker.state) {
    case protocol::BreakerState::Closed:
        return {Glyph::Play, Tone::Quiet, tr("Closed")};
    case protocol::BreakerState::HalfOpen:
        return {Glyph::Cycle, Tone::Transition, tr("Half-open")};
    case protocol::BreakerState::Open:
        return {Glyph::Octagon, Tone::Critical, tr("Open")};
    case protocol::BreakerState::Unknown:
        break;
    }
    return unknown(breaker.stateWord);
}

Look lookOfOutcome(protocol::RestartOutcome outcome)
{
    switch (outcome) {
    case protocol::RestartOutcome::Success:
        return {Glyph::Play, Tone::Quiet, tr("Restarted")};
    case protocol::RestartOutcome::Crashed:
        return {Glyph::Triangle, Tone::Warning, tr("Crashed")};
    case protocol::RestartOutcome::Failed:
        return {Glyph::Octagon, Tone::Critical, tr("Failed")};
    case protocol::RestartOutcome::Manual:
        return {Glyph::Square, Tone::Hollow, tr("By hand")};
    case protocol::RestartOutcome::Unknown:
        break;
    }
    return unknown({});
}

Look lookOfHealth(const QString &word)
{
    if (word == u"healthy") {
        return {Glyph::Play, Tone::Quiet, tr("Healthy")};
    }
    if (word == u"degraded") {
        return {Glyph::Triangle, Tone::Warning, tr("Degraded")};
    }
    if (word == u"unhealthy") {
        return {Glyph::Octagon, Tone::Critical, tr("Unhealthy")};
    }
    if (word == u"up") {
        return {Glyph::Play, Tone::Quiet, tr("Up")};
    }
    if (word == u"down") {
        return {Glyph::Octagon, Tone::Critical, tr("Down")};
    }
    return unknown(word);
}

Look lookOfMode(const QString &word)
{
    if (word == u"normal") {
        return {Glyph::Play, Tone::Quiet, tr("Normal")};
    }
    if (word == u"degraded") {
        return {Glyph::Triangle, Tone::Warning, tr("Degraded")};
    }
    if (word == u"minimal") {
        return {Glyph::Triangle, Tone::Warning, tr("Minimal")};
    }
    if (word == u"offline") {
        return {Glyph::Octagon, Tone::Critical, tr("Offline")};
    }
    return unknown(word);
}

Look lookOfRisk(const QString &level)
{
    if (level == u"low") {
        return {Glyph::None, Tone::Quiet, tr("Low")};
    }
    if (level == u"medium") {
        return {Glyph::None, Tone::Hollow, tr("Medium")};
    }
    if (level == u"high") {
        return {Glyph::Triangle, Tone::Warning, tr("High")};
    }
    if (level == u"critical") {
        return {Glyph::Octagon, Tone::Critical, tr("Critical")};
    }
    return unknown(level);
}

int severity(Tone tone)
{
    switch (tone) {
    case Tone::Quiet:
        return 0;
    case Tone::Hollow:
        return 1;
    case Tone::Transition:
        return 2;
    case Tone::Unknown:
        return 3;
    case Tone::Warning:
        return 4;
    case Tone::Critical:
        return 5;
    }
    return 0;
}

} // namespace ui
