// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QByteArrayList>
#include <QString>

namespace workers {

/// Notices that something was mounted in a folder, or is no longer: inotify goes on with what lies
/// below the mount, and says nothing.
class MountWatch final
{
public:
    /// `table` is /proc/self/mountinfo, or a file like it.
    MountWatch(QString folder, QString table)
        : m_folder(std::move(folder))
        , m_table(std::move(table))
    { }

    /// True when it has changed since the last look; looks every two seconds.
    bool hasChanged(protocol::SteadyTime now);

private:
    QString m_folder;
    QString m_table;
    QByteArrayList m_mounts;
    protocol::SteadyTime m_next = {};
    bool m_isKnown = false;
};

} // namespace workers
