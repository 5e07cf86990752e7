// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/zone.h"

#include "ui/remembered.h"

#include <QApplication>
#include <QEvent>
#include <QVariant>
#include <QWidget>

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

void applyZone(Zone zone)
{
    if (QCoreApplication *program = QCoreApplication::instance()) {
        program->setProperty(Property, zone == Zone::Local);
    }
}

void chooseZone(Zone zone)
{
    remember(ZoneKey, zone == Zone::Local ? u"local"_s : u"utc"_s);
    applyZone(zone);
    for (QWidget *window : QApplication::topLevelWidgets()) {
        QEvent change(QEvent::LocaleChange);
        QCoreApplication::sendEvent(window, &change);
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
