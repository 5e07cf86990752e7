// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/zone.h"

#include "ui/remembered.h"

#include <QCoreApplication>
#include <QVariant>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView ZoneKey = u"look/zone";
constexpr auto Property = "signalboxLocalTime"; // of the program, which has one clock

bool isLocal()
{
    const QCoreApplication *program = QCoreApplication::instance();
    return program != nullptr && program->property(Property).toBool();
}

} // namespace

Zone rememberedZone()
{
    return remembered(ZoneKey).toString() == u"local" ? Zone::Local : Zone::Utc;
}

void rememberZone(Zone zone)
{
    remember(ZoneKey, zone == Zone::Local ? u"local"_s : u"utc"_s);
}

void applyZone(Zone zone)
{
    if (QCoreApplication *program = QCoreApplication::instance()) {
        program->setProperty(Property, zone == Zone::Local);
    }
}

QDateTime inZone(protocol::WallTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(),
                                          isLocal() ? Qt::LocalTime : Qt::UTC);
}

QString zoneName(protocol::WallTime time)
{
    return isLocal() ? inZone(time).timeZoneAbbreviation() : u"UTC"_s;
}

QString zoneName()
{
    return isLocal() ? QCoreApplication::translate("Zone", "local") : u"UTC"_s;
}

} // namespace ui
