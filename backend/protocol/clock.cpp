// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/clock.h"

#include <QDateTime>

namespace protocol {

Now Now::read()
{
    return {.steady = std::chrono::steady_clock::now(),
            .wall =
                std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now())};
}

QString toIso(WallTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC)
        .toString(Qt::ISODateWithMs);
}

std::optional<WallTime> fromIso(QStringView text)
{
    QDateTime time = QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
    if (!time.isValid()) {
        return std::nullopt;
    }
    if (time.timeSpec() == Qt::LocalTime) {
        time.setTimeSpec(Qt::UTC);
    }
    return WallTime(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

} // namespace protocol
