// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/scenario/support/contract.h"

namespace scenario {

/// What the examples of the specification leave open, by document.
Freedom supervisorFreedom();
Freedom historyFreedom();
Freedom pipelineFreedom();
Freedom healthFreedom();
Freedom monitoringFreedom();
Freedom targetsFreedom();
Freedom registryFreedom();

} // namespace scenario
