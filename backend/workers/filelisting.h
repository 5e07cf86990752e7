// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/workers/orderedwalk.h"
#include "backend/workers/uniquefd.h"

#include <QJsonObject>

#include <optional>

namespace workers {

/// Lists what lies below a root, one bounded piece a request. What comes behind a cursor does not
/// depend on the requests before, so that another process can go on; one that goes on itself does
/// not read its folders anew. Blocks.
class FileListing final
{
public:
    /// {"type":"list","id","root","what":"media"|"folders"|"temporary","cursor","min_age_seconds"}
    /// → {"type":"listed","id","entries":[{"path","inode","size","mtime_ns"}],"cursor","error",
    /// "gone"}: images and videos, the folders in the root, or spill files that were never
    /// finished; only what has not changed for so long. `cursor` is null behind the last piece;
    /// `error` says why there is none, `gone` that the root is not there.
    QJsonObject list(const QJsonObject &request);

private:
    bool open(const QJsonObject &request);
    void close();

    UniqueFd m_root;
    std::optional<OrderedWalk> m_walk;
    QJsonObject m_expected; ///< the request that goes on where the last one ended
};

} // namespace workers
