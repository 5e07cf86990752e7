// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/entityrules.h"

#include <cmath>
#include <numbers>

/// A picture at an angle (degrees) to the one of 0 degrees, in the plane of two of the 768 numbers.
inline pipeline::Embedding embeddingAt(double degrees, std::size_t first = 0,
                                       std::size_t second = 1)
{
    pipeline::Embedding embedding(pipeline::EmbeddingSize);
    const double angle = degrees * std::numbers::pi / 180;
    embedding.at(first) = static_cast<float>(std::cos(angle));
    embedding.at(second) = static_cast<float>(std::sin(angle));
    return embedding;
}
