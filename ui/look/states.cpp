// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/states.h"

#include "ui/look/format.h"

#include <QCoreApplication>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(States)
};

Look unknown(const QString &word)
{
    return {Glyph::Question, Tone::Unknown,
            word.isEmpty() || word == u"unknown" ? Text::tr("Unknown") : QString(word % u'?')};
}

} // namespace

Look lookOf(const protocol::Worker &worker)
{
    switch (worker.status) {
    case protocol::WorkerStatus::Running:
        return {Glyph::Play, Tone::Quiet, Text::tr("Running")};
    case protocol::WorkerStatus::Restarting:
        return {Glyph::Cycle, Tone::Transition, Text::tr("Restarting")};
    case protocol::WorkerStatus::Stopped:
        // Off on purpose is no alarm, unless the system needs it.
        return {Glyph::Square, worker.critical ? Tone::Warning : Tone::Hollow, Text::tr("Stopped")};
    case protocol::WorkerStatus::Crashed:
        return {Glyph::Triangle, Tone::Warning, Text::tr("Crashed")};
    case protocol::WorkerStatus::Failed:
        return {Glyph::Octagon, Tone::Critical, Text::tr("Failed")};
    case protocol::WorkerStatus::Unknown:
        break;
    }
    return unknown(worker.statusWord);
}

Look lookOf(const protocol::Breaker &breaker)
{
    switch (breaker.state) {
    case protocol::BreakerState::Closed:
        return {Glyph::Play, Tone::Quiet, Text::tr("Closed")};
    case protocol::BreakerState::HalfOpen:
        return {Glyph::Cycle, Tone::Transition, Text::tr("Half-open")};
    case protocol::BreakerState::Open:
        return {Glyph::Octagon, Tone::Critical, Text::tr("Open")};
    case protocol::BreakerState::Unknown:
        break;
    }
    return unknown(breaker.stateWord);
}

Look lookOfOutcome(protocol::RestartOutcome outcome)
{
    switch (outcome) {
    case protocol::RestartOutcome::Success:
        return {Glyph::Play, Tone::Quiet, Text::tr("Restarted")};
    case protocol::RestartOutcome::Crashed:
        return {Glyph::Triangle, Tone::Warning, Text::tr("Crashed")};
    case protocol::RestartOutcome::Failed:
        return {Glyph::Octagon, Tone::Critical, Text::tr("Failed")};
    case protocol::RestartOutcome::Manual:
        return {Glyph::Square, Tone::Hollow, Text::tr("By hand")};
    case protocol::RestartOutcome::Unknown:
        break;
    }
    return unknown({});
}

Look lookOfHealth(const QString &word)
{
    if (word == u"healthy") {
        return {Glyph::Play, Tone::Quiet, Text::tr("Healthy")};
    }
    if (word == u"degraded") {
        return {Glyph::Triangle, Tone::Warning, Text::tr("Degraded")};
    }
    if (word == u"unhealthy") {
        return {Glyph::Octagon, Tone::Critical, Text::tr("Unhealthy")};
    }
    if (word == u"up") {
        return {Glyph::Play, Tone::Quiet, Text::tr("Up")};
    }
    if (word == u"down") {
        return {Glyph::Octagon, Tone::Critical, Text::tr("Down")};
    }
    return unknown(word);
}

Look lookOfMode(const QString &word)
{
    if (word == u"normal") {
        return {Glyph::Play, Tone::Quiet, Text::tr("Normal")};
    }
    if (word == u"degraded") {
        return {Glyph::Triangle, Tone::Warning, Text::tr("Degraded")};
    }
    if (word == u"minimal") {
        return {Glyph::Triangle, Tone::Warning, Text::tr("Minimal")};
    }
    if (word == u"offline") {
        return {Glyph::Octagon, Tone::Critical, Text::tr("Offline")};
    }
    return unknown(word);
}

Look lookOfRisk(const QString &level)
{
    if (level == u"low") {
        return {Glyph::None, Tone::Quiet, Text::tr("Low")};
    }
    if (level == u"medium") {
        return {Glyph::None, Tone::Hollow, Text::tr("Medium")};
    }
    if (level == u"high") {
        return {Glyph::Triangle, Tone::Warning, Text::tr("High")};
    }
    if (level == u"critical") {
        return {Glyph::Octagon, Tone::Critical, Text::tr("Critical")};
    }
    return unknown(level);
}

QString stateWord(const Look &look)
{
    if (!look.word.isEmpty()) {
        return look.word;
    }
    switch (look.tone) {
    case Tone::Critical:
        return Text::tr("Critical");
    case Tone::Warning:
        return Text::tr("Warning");
    case Tone::Unknown:
        return Text::tr("Unknown");
    case Tone::Quiet:
    case Tone::Hollow:
    case Tone::Transition:
        break;
    }
    return noValue();
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
