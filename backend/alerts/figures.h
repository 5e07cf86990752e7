// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/performance.h"

#include <QMap>
#include <QString>

namespace alerts {

/// The figures that rules may ask for, by their names in the vocabulary; what is not measured is
/// left out.
QMap<QString, double> figuresOf(const protocol::Performance &performance);

} // namespace alerts
