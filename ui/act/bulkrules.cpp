// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/bulkrules.h"

#include <algorithm>

namespace ui {

namespace {

constexpr int MostAtOnce = 4;

} // namespace

BulkPlan planOf(const QList<LeftOut> &asked)
{
    BulkPlan plan;
    for (const LeftOut &one : asked) {
        if (one.why == Refusal::None) {
            plan.taken.append(one.target);
        } else {
            plan.leftOut.append(one);
        }
    }
    return plan;
}

Refusal refusalOf(const BulkPlan &plan)
{
    if (!plan.taken.isEmpty()) {
        return Refusal::None;
    }
    if (plan.leftOut.isEmpty()) {
        return Refusal::NothingSelected;
    }
    const Refusal first = plan.leftOut.first().why;
    const bool isShared = std::all_of(plan.leftOut.begin(), plan.leftOut.end(),
                                      [first](const LeftOut &one) { return one.why == first; });
    return isShared ? first : Refusal::NoneOfThem;
}

int atOnce(Verb verb)
{
    return verb == Verb::Restart ? 1 : MostAtOnce;
}

QList<qsizetype> nextToSend(const QList<BulkItem> &items, int atOnce)
{
    auto room = atOnce - std::count_if(items.begin(), items.end(), [](const BulkItem &item) {
                    return item.state == BulkState::Pending;
                });
    QList<qsizetype> next;
    for (qsizetype i = 0; i < items.size() && room > 0; ++i) {
        if (items.at(i).state == BulkState::Queued) {
            next.append(i);
            --room;
        }
    }
    return next;
}

bool isPassing(Refusal refusal)
{
    return refusal == Refusal::CatchingUp || refusal == Refusal::CountingDown;
}

BulkCounts countsOf(const QList<BulkItem> &items)
{
    BulkCounts counts;
    for (const BulkItem &item : items) {
        switch (item.state) {
        case BulkState::Queued:
        case BulkState::Pending:
        case BulkState::Late:
            ++counts.underWay;
            break;
        case BulkState::Done:
            ++counts.done;
            break;
        case BulkState::Refused:
            ++counts.refused;
            break;
        case BulkState::Unsure:
            ++counts.unsure;
            break;
        case BulkState::NotSent:
            ++counts.notSent;
            break;
        }
    }
    return counts;
}

namespace {

int rank(BulkState state)
{
    switch (state) {
    case BulkState::Refused:
        return 0;
    case BulkState::Unsure:
        return 1;
    case BulkState::NotSent:
        return 2;
    case BulkState::Late:
        return 3;
    case BulkState::Pending:
        return 4;
    case BulkState::Queued:
        return 5;
    case BulkState::Done:
        break;
    }
    return 6;
}

} // namespace

QList<BulkItem> worstFirst(QList<BulkItem> items)
{
    std::stable_sort(items.begin(), items.end(), [](const BulkItem &one, const BulkItem &other) {
        return rank(one.state) < rank(other.state);
    });
    return items;
}

namespace {

/// decisions, "Supervisor": to start or to reset a failed worker zeroes its count, and a reset puts
/// it back under automatic restart.
QList<Consequence> consequencesOfOne(Verb verb, const BulkSubject &subject)
{
    const bool hasFailed = subject.worker.status == protocol::WorkerStatus::Failed;
    if (verb == Verb::Start) {
        return hasFailed ? QList<Consequence>{{ConsequenceKind::CountZeroed, 0}}
                         : QList<Consequence>();
    }
    if (verb == Verb::Reset) {
        QList<Consequence> result{{ConsequenceKind::CountZeroed, 0}};
        if (hasFailed) {
            result.append({ConsequenceKind::StartsNow, 0});
        }
        return result;
    }
    return consequencesOf(verb, subject.worker, subject.facts);
}

} // namespace

QList<BulkConsequence> bulkConsequences(Verb verb, const QList<BulkSubject> &subjects)
{
    QList<BulkConsequence> result;
    for (const BulkSubject &subject : subjects) {
        for (const Consequence &one : consequencesOfOne(verb, subject)) {
            auto found = std::find_if(result.begin(), result.end(),
                                      [&](const auto &told) { return told.kind == one.kind; });
            if (found == result.end()) {
                result.append({one.kind, one.number, {subject.worker.name}});
                continue;
            }
            found->workers.append(subject.worker.name);
            // All other figures are those of the whole pipeline, or the same for each.
            found->number = one.kind == ConsequenceKind::WorkInHand
                ? found->number + one.number
                : std::max(found->number, one.number);
        }
    }
    std::sort(result.begin(), result.end(),
              [](const auto &one, const auto &other) { return one.kind < other.kind; });
    return result;
}

} // namespace ui
