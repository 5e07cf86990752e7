// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/health.h"
#include "backend/protocol/pipeline.h"
#include "ui/look/states.h"
#include "ui/overview/mimicstate.h"

namespace ui {

/// One line of the degradation card.
struct CardLine
{
    QString label = {};
    Look look = {}; ///< its word is what is said first
    QString text = {};
    bool wraps = false; ///< onto a second row rather than to be cut
    std::optional<qint64> depth = {}; ///< drawn against its normal band, which is empty

    bool operator==(const CardLine &) const = default;
};

/// What the card says: mode, store and queue, memory queue, fallback queues, services, features.
/// `store` counts only while it is vouched for.
QList<CardLine> degradationLines(const protocol::Degradation &degradation,
                                 const protocol::InfrastructureHealth &store, Trust storeTrust);

/// The features of the specification that are not available.
QStringList missingFeatures(const QStringList &available);

} // namespace ui
