// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/remembered.h"

#include <QCoreApplication>
#include <QSettings>

namespace ui {

namespace {

bool hasPlace()
{
    return !QCoreApplication::organizationName().isEmpty();
}

} // namespace

QVariant remembered(QStringView key)
{
    return hasPlace() ? QSettings().value(key.toString()) : QVariant();
}

void remember(QStringView key, const QVariant &value)
{
    if (hasPlace()) {
        QSettings().setValue(key.toString(), value);
    }
}

} // namespace ui
