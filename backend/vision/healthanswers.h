// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/vision/finder.h"

#include <QHash>
#include <QJsonObject>

namespace vision {

/// What each service says of itself, by its path. `model` names what really runs; yolo26 lists its
/// detectors, those that do not run with the reason.
QHash<QByteArray, QJsonObject> healthAnswers(const Finder &finder);

} // namespace vision
