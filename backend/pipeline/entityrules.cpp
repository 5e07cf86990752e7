// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/entityrules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numeric>

namespace pipeline {

namespace {

constexpr int MostWeight = 50;
/// Sums side by side: the compiler may then use the processor's vectors.
constexpr std::size_t Lanes = 16;
static_assert(EmbeddingSize % Lanes == 0);

float product(const Embedding &one, const Embedding &other)
{
    std::array<float, Lanes> sums{};
    for (std::size_t i = 0; i < EmbeddingSize; i += Lanes) {
        for (std::size_t lane = 0; lane < Lanes; ++lane) {
            sums[lane] += one[i + lane] * other[i + lane];
        }
    }
    return std::accumulate(sums.begin(), sums.end(), 0.0F);
}

std::optional<Embedding> normalised(Embedding embedding)
{
    double square = 0;
    for (const float number : embedding) {
        square += double{number} * double{number};
    }
    const double length = std::sqrt(square);
    constexpr double least = 1e-12;
    if (!std::isfinite(length) || length < least) {
        return std::nullopt;
    }
    for (float &number : embedding) {
        number = static_cast<float>(double{number} / length);
    }
    return embedding;
}

} // namespace

std::optional<Embedding> embeddingFrom(const QByteArray &bytes)
{
    auto embedding = storedEmbedding(bytes);
    return embedding ? normalised(std::move(*embedding)) : std::nullopt;
}

std::optional<Embedding> storedEmbedding(const QByteArray &bytes)
{
    if (bytes.size() != qsizetype{EmbeddingSize} * qsizetype{sizeof(float)}) {
        return std::nullopt;
    }
    Embedding embedding(EmbeddingSize);
    std::memcpy(embedding.data(), bytes.constData(), static_cast<std::size_t>(bytes.size()));
    return embedding;
}

QByteArray toBytes(const Embedding &embedding)
{
    return {reinterpret_cast<const char *>(embedding.data()),
            static_cast<qsizetype>(embedding.size() * sizeof(float))};
}

double likeness(const Embedding &one, const Embedding &other)
{
    return std::clamp(double{product(one, other)}, -1.0, 1.0);
}

std::optional<std::size_t> mostAlike(const std::vector<KnownEntity> &known, const Embedding &seen,
                                     const QSet<qint64> &others)
{
    std::optional<std::size_t> best;
    double bestLikeness = SameLikeness;
    for (std::size_t i = 0; i < known.size(); ++i) {
        const double now = likeness(known[i].mean, seen);
        if ((best ? now > bestLikeness : now >= bestLikeness) && !others.contains(known[i].id)) {
            best = i;
            bestLikeness = now;
        }
    }
    return best;
}

Embedding joined(const KnownEntity &entity, const Embedding &seen)
{
    const auto weight = static_cast<float>(std::clamp(entity.sightings, 1, MostWeight));
    Embedding sum(seen);
    for (std::size_t i = 0; i < sum.size(); ++i) {
        sum[i] += weight * entity.mean[i];
    }
    return normalised(std::move(sum)).value_or(seen);
}

} // namespace pipeline
