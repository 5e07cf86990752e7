// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventfilter.h"

namespace ui {

using namespace Qt::StringLiterals;

QString queryOf(const EventFilter &filter)
{
    const QString reviewed =
        filter.reviewed ? (*filter.reviewed ? u"true"_s : u"false"_s) : QString();
    return queryPart(u"camera_id"_s, filter.camera) + queryPart(u"risk_level"_s, filter.level)
        + queryPart(u"reviewed"_s, reviewed) + queryOf(filter.time)
        + queryPart(u"object_type"_s, filter.object.trimmed())
        + queryPart(u"text"_s, filter.text.trimmed());
}

} // namespace ui
