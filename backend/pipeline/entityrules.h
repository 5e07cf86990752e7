// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSet>

#include <chrono>
#include <optional>
#include <vector>

namespace pipeline {

/// What somebody looks like: 768 numbers of length 1.
using Embedding = std::vector<float>;

inline constexpr std::size_t EmbeddingSize = 768;

/// From this likeness on two pictures show the same entity. Measured with the descriptor of the
/// embedded clip on Debian's vtest.avi (4 frames a second; 418 pairs of one person half a track
/// apart, 4,890 pairs of surely different people): 56 % of the former and 2.1 % of the latter reach
/// it; at 0.8 it is 79 % and 8 %, at 0.9 it is 27 % and 0.2 %. Of two errors, to take a known one
/// for somebody new is the lesser.
inline constexpr double SameLikeness = 0.85;

/// Whom a picture is compared with: those seen so lately, the latest so many of them.
inline constexpr std::chrono::hours EntityMemory{24};
inline constexpr int MostCompared = 1000;

/// Reads 768 floats of this machine and brings them to length 1; nothing when they are something
/// else, not finite or of no length.
std::optional<Embedding> embeddingFrom(const QByteArray &bytes);

/// Reads back what toBytes() wrote, as it is; nothing when it is something else.
std::optional<Embedding> storedEmbedding(const QByteArray &bytes);

QByteArray toBytes(const Embedding &embedding);

/// The cosine of the angle between two of them, -1..1.
double likeness(const Embedding &one, const Embedding &other);

/// An entity as a picture is compared with it.
struct KnownEntity
{
    qint64 id = 0;
    int sightings = 0;
    Embedding mean = {};
};

/// The place of the entity that is most like the picture, if it is like enough; `others` are those
/// that it cannot be, since they stand beside it in the same image.
std::optional<std::size_t> mostAlike(const std::vector<KnownEntity> &known, const Embedding &seen,
                                     const QSet<qint64> &others = {});

/// What the entity looks like with one sighting more. Beyond 50 a new one keeps its weight, so that
/// an entity that changes its looks slowly stays the same.
Embedding joined(const KnownEntity &entity, const Embedding &seen);

} // namespace pipeline
