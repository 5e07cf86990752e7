// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlprint.h"
#include "app/ctlrun.h"
#include "backend/config/paths.h"

#include <QCoreApplication>

using protocol::Result;

/// Command-line client of the API: one verb, one request, unless it waits or follows.
// NOLINTNEXTLINE(bugprone-exception-escape): every Result is looked at before its value is taken
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const Result<app::Order> order = app::orderOf(QCoreApplication::arguments());
    if (!order) {
        return app::fail(app::Usage, order.error().detail);
    }
    if (order.value().isInformation()) {
        return app::print(stdout, order.value().print.toUtf8()) ? app::Ok : app::Refused;
    }
    const Result<app::Target> target =
        app::targetOf(order.value().choice, config::processEnvironment());
    if (!target) {
        return app::fail(app::Usage, target.error().detail);
    }
    const Result<QSslConfiguration> trust = app::Api::trustOf(target.value());
    if (!trust) {
        return app::fail(app::Usage, trust.error().detail);
    }
    return app::run(order.value(), target.value(), trust.value());
}
