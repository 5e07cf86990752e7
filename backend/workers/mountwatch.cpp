// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/mountwatch.h"

#include "backend/workers/mountrules.h"

#include <QFile>
#include <QFileInfo>

#include <utility>

using namespace std::chrono_literals;

namespace workers {

namespace {

constexpr auto LookInterval = 2s;

} // namespace

bool MountWatch::hasChanged(protocol::SteadyTime now)
{
    if (now < m_next) {
        return false;
    }
    m_next = now + LookInterval;
    QFile table(m_table);
    if (!table.open(QIODevice::ReadOnly)) {
        return false;
    }
    const QByteArray folder = QFile::encodeName(QFileInfo(m_folder).canonicalFilePath());
    QByteArrayList mounts = mountsIn(table.readAll(), folder);
    const bool isNew = mounts != m_mounts;
    m_mounts = std::move(mounts);
    return std::exchange(m_isKnown, true) && isNew;
}

} // namespace workers
