// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paging/timespan.h"

#include <QUrl>

namespace ui {

using namespace Qt::StringLiterals;

bool isWithin(const TimeSpan &span, const std::optional<protocol::WallTime> &time)
{
    if (!time) {
        return !span.since && !span.until;
    }
    return (!span.since || *time >= *span.since) && (!span.until || *time < *span.until);
}

QString queryPart(const QString &key, const QString &value)
{
    return value.isEmpty()
        ? QString()
        : u'&' + key + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(value));
}

QString queryOf(const TimeSpan &time)
{
    return queryPart(u"since"_s, time.since ? protocol::toIso(*time.since) : QString())
        + queryPart(u"until"_s, time.until ? protocol::toIso(*time.until) : QString());
}

} // namespace ui
