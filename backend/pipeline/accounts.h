// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/pipelineflow.h"
#include "backend/storage/transaction.h"

#include <QList>
#include <QMap>
#include <QString>

namespace pipeline {

/// The stages that are accounted for, in the order of an image's way.
inline constexpr QStringView ImagesStage = u"images";
inline constexpr QStringView BatchesStage = u"batches";

/// Storage thread: what went into each stage, came out of it, waits in it and was lost, all at one
/// moment: images, detection, batches, analysis. In, out and lost are counted since the store
/// exists, by the commits that move things; waiting is what waits now. What was set aside and never
/// became an image has gone into the first stage and was lost there.
QList<protocol::StageAccount> readAccounts(storage::Transaction &tx);

} // namespace pipeline
