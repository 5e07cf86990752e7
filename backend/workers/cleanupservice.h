// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/workers/filelisting.h"

#include <QJsonObject>

namespace workers {

/// The cleanup service's requests, one at a time: "delete" and "missing" (filedeletion.h), "list"
/// (filelisting.h), and {"type":"usage","id","root"} → {"type":"usage","id","cameras":
/// [{"camera_folder","files","bytes"}]}. Each one done twice gives the same. Blocks.
class CleanupService final
{
public:
    static bool knows(const QString &type);

    QJsonObject perform(const QJsonObject &request);

private:
    FileListing m_listing;
};

} // namespace workers
