// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/question.h"

#include "ui/act/acttext.h"
#include "ui/act/bulk.h"
#include "ui/act/bulktext.h"
#include "ui/act/commander.h"

#include <algorithm>

namespace ui {

namespace {

Asked asked(const Commander &commander, Verb verb, const QString &target)
{
    Asked asked{.action = verbObject(verb, target),
                .refusal = refusalText(verb, commander.refusal(verb, target)),
                .targets = {target}};
    if (const auto known = commander.consequences(verb, target)) {
        for (const Consequence &one : *known) {
            asked.lines << consequenceText(one);
        }
    }
    return asked;
}

Asked askedOfSeveral(const Commander &commander, Verb verb, const QStringList &workers)
{
    const BulkPlan plan = commander.bulk().plan(verb, workers);
    QList<BulkSubject> subjects;
    for (const QString &name : plan.taken) {
        if (const auto worker = commander.worker(name)) {
            subjects.append({.worker = *worker, .facts = commander.facts(name)});
        }
    }
    const auto count = plan.taken.isEmpty() ? workers.size() : plan.taken.size();
    return {.action = bulkObject(verb, static_cast<int>(count)),
            .lines = bulkLines(verb, plan, subjects),
            .refusal = refusalText(verb, refusalOf(plan)),
            .targets = plan.taken};
}

/// Whether nothing runs any more when these are stopped.
bool stopsAll(const Commander &commander, const QStringList &workers)
{
    const QStringList running = commander.running();
    return running.size() > 1
        && std::all_of(running.begin(), running.end(),
                       [&workers](const QString &name) { return workers.contains(name); });
}

} // namespace

Question questionOf(Commander &commander, Verb verb, const QString &target)
{
    return {.now = [&commander, verb, target] { return asked(commander, verb, target); },
            .act = [&commander, verb,
                    target](const QStringList &) { commander.confirm(verb, target); }};
}

Question questionOfSeveral(Commander &commander, Verb verb, const QStringList &workers)
{
    return {.now = [&commander, verb, workers] { return askedOfSeveral(commander, verb, workers); },
            .act = [&commander,
                    verb](const QStringList &targets) { commander.bulk().run(verb, targets); },
            .isOfAll = verb == Verb::Stop && stopsAll(commander, workers)};
}

} // namespace ui
