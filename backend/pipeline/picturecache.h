// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCache>

#include <mutex>
#include <optional>

namespace pipeline {

/// Bytes of pictures by what they are made of: a SHA-256, and what was done with it. What is kept
/// is never untrue; whether the file is still there has to be asked apart. Bounded in bytes, those
/// that were not asked for the longest go first. For any thread.
class PictureCache final
{
public:
    static constexpr qsizetype MostBytes = qsizetype(32) * 1024 * 1024;
    static constexpr qsizetype MostOfOne = qsizetype(4) * 1024 * 1024;

    std::optional<QByteArray> find(const QByteArray &key) const;

    /// Nothing happens to one that is too large.
    void keep(const QByteArray &key, const QByteArray &bytes);

    qsizetype bytes() const;

private:
    mutable std::mutex m_mutex;
    QCache<QByteArray, QByteArray> m_kept{MostBytes};
};

} // namespace pipeline
