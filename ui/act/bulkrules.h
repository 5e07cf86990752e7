// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/act/actrules.h"

#include <QList>
#include <QStringList>

namespace ui {

/// One that a wish for several does not take in, and why.
struct LeftOut
{
    QString target = {};
    Refusal why = Refusal::None;

    bool operator==(const LeftOut &) const = default;
};

/// Whom of several a wish can be sent for.
struct BulkPlan
{
    QStringList taken = {};
    QList<LeftOut> leftOut = {};

    bool operator==(const BulkPlan &) const = default;
};

/// Takes in those without a reason against it, in the order given.
BulkPlan planOf(const QList<LeftOut> &asked);

/// Why nothing can be sent at all: the reason that all of them have, else NoneOfThem; None as soon
/// as one is taken in.
Refusal refusalOf(const BulkPlan &plan);

/// How far the wish for one of several has come.
enum class BulkState
{
    Queued,
    Pending, ///< sent, no answer yet
    Late, ///< the same, for so long that the next one is not kept waiting
    Done,
    Refused, ///< by the backend
    Unsure, ///< sent, and nobody knows what came of it
    NotSent,
};

struct BulkItem
{
    QString target = {};
    BulkState state = BulkState::Queued;
    QString reason = {}; ///< why not

    bool operator==(const BulkItem &) const = default;
};

/// How many requests are on their way at once. Restarts go one after another, so that as little as
/// possible is away at a time.
int atOnce(Verb verb);

/// The places of those to be sent now, in their order.
QList<qsizetype> nextToSend(const QList<BulkItem> &items, int atOnce);

/// A reason that is over in a moment; a wish of several waits for that.
bool isPassing(Refusal refusal);

struct BulkCounts
{
    int done = 0;
    int refused = 0;
    int unsure = 0;
    int notSent = 0;
    int underWay = 0; ///< queued or without an answer

    bool operator==(const BulkCounts &) const = default;
};

BulkCounts countsOf(const QList<BulkItem> &items);

/// What went wrong before what is under way, before what is done; else in their order.
QList<BulkItem> worstFirst(QList<BulkItem> items);

/// What follows for several workers together.
struct BulkConsequence
{
    ConsequenceKind kind = ConsequenceKind::Unhealthy;
    qint64 number = 0; ///< the sum where each has jobs of its own in hand
    QStringList workers = {}; ///< whom it follows from

    bool operator==(const BulkConsequence &) const = default;
};

/// A worker with the figures that consequences are told from.
struct BulkSubject
{
    protocol::Worker worker = {};
    ActFacts facts = {};
};

/// Each kind once, the verdict first.
QList<BulkConsequence> bulkConsequences(Verb verb, const QList<BulkSubject> &subjects);

} // namespace ui
