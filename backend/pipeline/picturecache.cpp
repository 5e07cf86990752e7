// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/picturecache.h"

#include <memory>

namespace pipeline {

std::optional<QByteArray> PictureCache::find(const QByteArray &key) const
{
    const std::lock_guard lock(m_mutex);
    const QByteArray *const found = m_kept.object(key);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

void PictureCache::keep(const QByteArray &key, const QByteArray &bytes)
{
    if (bytes.size() > MostOfOne) {
        return;
    }
    constexpr qsizetype around = 256; // of each, for its key and its place
    const std::lock_guard lock(m_mutex);
    m_kept.insert(key, std::make_unique<QByteArray>(bytes).release(), bytes.size() + around);
}

qsizetype PictureCache::bytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_kept.totalCost();
}

} // namespace pipeline
