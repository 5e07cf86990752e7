// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlverbs.h"

#include <span>

/// The verbs by what they are about.
namespace app {

/// The whole, the workers, the breakers and the figures.
std::span<const Verb> systemVerbs();
/// What the cameras saw, and what follows from it.
std::span<const Verb> findingVerbs();
/// What is kept, cleaned up and allowed.
std::span<const Verb> keepingVerbs();

} // namespace app
