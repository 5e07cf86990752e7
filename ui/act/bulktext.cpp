// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/bulktext.h"

#include "ui/act/acttext.h"

#include <QCoreApplication>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Bulk)
};

} // namespace

QString bulkObject(Verb verb, int workers)
{
    return bulkMenuText(verb, workers).remove(u'&');
}

QString bulkMenuText(Verb verb, int workers)
{
    if (verb == Verb::Start) {
        return Text::tr("&Start %n workers", nullptr, workers);
    }
    if (verb == Verb::Stop) {
        return Text::tr("S&top %n workers", nullptr, workers);
    }
    if (verb == Verb::Restart) {
        return Text::tr("&Restart %n workers", nullptr, workers);
    }
    return Text::tr("Reset the restart &count of %n workers", nullptr, workers);
}

QString bulkButtonText(Verb verb, int taken, int all)
{
    return taken == all || taken == 0
        ? verbWord(verb)
        : Text::tr("%1 %2 of %3", "a verb; Stop 2 of 3").arg(verbWord(verb)).arg(taken).arg(all);
}

QStringList leftOutLines(const BulkPlan &plan)
{
    QList<Refusal> reasons;
    for (const LeftOut &one : plan.leftOut) {
        if (!reasons.contains(one.why)) {
            reasons.append(one.why);
        }
    }
    QStringList lines;
    for (const Refusal reason : reasons) {
        QStringList names;
        for (const LeftOut &one : plan.leftOut) {
            if (one.why == reason) {
                names << one.target;
            }
        }
        lines << Text::tr("Left out, %1: %2 (%3)")
                     .arg(QString::number(names.size()), names.join(u", "_s), reasonText(reason));
    }
    return lines;
}

QStringList bulkLines(Verb verb, const BulkPlan &plan, const QList<BulkSubject> &subjects)
{
    QStringList lines;
    if (!plan.taken.isEmpty()) {
        lines << Text::tr("Workers: %1").arg(plan.taken.join(u", "_s));
    }
    lines << leftOutLines(plan);
    for (const BulkConsequence &one : bulkConsequences(verb, subjects)) {
        lines << bulkConsequenceText(one);
    }
    return lines;
}

namespace {

QString gapText(ConsequenceKind kind)
{
    return kind == ConsequenceKind::GapOpen
        ? Text::tr("Expected gap: from now until somebody starts them. Nothing starts them by "
                   "itself.")
        : Text::tr("Expected gap of each, one after another: as long as it takes to end and to "
                   "start again, at most its stop_timeout_seconds and its start_timeout_seconds.");
}

} // namespace

QString bulkConsequenceText(const BulkConsequence &consequence)
{
    const QString names = consequence.workers.join(u", "_s);
    const ConsequenceKind kind = consequence.kind;
    if (kind == ConsequenceKind::Unhealthy) {
        return Text::tr("Critical: %1. The verdict is Unhealthy until all critical workers run "
                        "again, and readiness answers 503.")
            .arg(names);
    }
    if (kind == ConsequenceKind::WorkInHand) {
        return Text::tr("Jobs that they have in hand: %1. What is not finished goes back to the "
                        "queue.")
            .arg(consequence.number);
    }
    if (kind == ConsequenceKind::GapOpen || kind == ConsequenceKind::GapOfRestart) {
        return gapText(kind);
    }
    if (kind == ConsequenceKind::RetriesLeft) {
        return Text::tr("If one of these does not start, automatic restarts follow, each after a "
                        "longer pause, at most as many as its max_restarts: %1.")
            .arg(names);
    }
    if (kind == ConsequenceKind::NoRetryLeft) {
        return Text::tr("If one of these does not start, it stays down: %1. There are no automatic "
                        "restarts.")
            .arg(names);
    }
    if (kind == ConsequenceKind::CountZeroed) {
        return Text::tr("The count of automatic restarts becomes 0: %1.").arg(names);
    }
    if (kind == ConsequenceKind::StartsNow) {
        return Text::tr("Failed, and started at once: %1.").arg(names);
    }
    return consequenceText({kind, consequence.number}); // it is said of the whole pipeline
}

QString bulkSummary(Verb verb, const BulkCounts &counts)
{
    const QList<std::pair<int, QString>> parts{
        {counts.underWay, Text::tr("%1 under way")},
        {counts.done, Text::tr("%1 done")},
        {counts.refused, Text::tr("%1 refused by the backend")},
        {counts.unsure, Text::tr("%1 not known")},
        {counts.notSent, Text::tr("%1 not sent")}};
    QStringList told;
    for (const auto &[number, words] : parts) {
        if (number > 0) {
            told << words.arg(number);
        }
    }
    return Text::tr("%1: %2", "a verb and what came of it").arg(verbWord(verb), told.join(u", "_s));
}

Look lookOf(BulkState state)
{
    switch (state) {
    case BulkState::Queued:
        return {Glyph::Square, Tone::Hollow, Text::tr("Waits for its turn")};
    case BulkState::Pending:
        return {Glyph::Cycle, Tone::Transition, Text::tr("Waiting for the answer")};
    case BulkState::Late:
        return {Glyph::Cycle, Tone::Transition, Text::tr("Still no answer")};
    case BulkState::Done:
        return {Glyph::Play, Tone::Quiet, Text::tr("Done")};
    case BulkState::Refused:
        return {Glyph::Octagon, Tone::Critical, Text::tr("Refused")};
    case BulkState::Unsure:
        return {Glyph::Question, Tone::Unknown, Text::tr("Not known")};
    case BulkState::NotSent:
        break;
    }
    return {Glyph::Triangle, Tone::Warning, Text::tr("Not sent")};
}

} // namespace ui
