// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>

#include <functional>

class QObject;

namespace ui {

/// Where no bus is named none is started.
bool isSessionBusNamed();

/// To connect waits for the answer of the bus: here nobody does. `handler` is called once and
/// later, unless `context` has died; the bus may not be connected.
void connectSessionBus(QObject *context,
                       const std::function<void(const QDBusConnection &)> &handler);

} // namespace ui
