// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the alerts, from the configuration.
#include "backend/definitions.h"

#include <algorithm>

namespace definitions {

namespace {

alerts::Origin originOf(const config::AlertSection &alert)
{
    const QList<config::AlertSection> builtin = config::defaultAlerts();
    const auto found = std::find_if(builtin.begin(), builtin.end(), [&alert](const auto &other) {
        return other.name == alert.name;
    });
    if (found == builtin.end()) {
        return alerts::Origin::Configured;
    }
    return *found == alert ? alerts::Origin::BuiltIn : alerts::Origin::Changed;
}

} // namespace

QList<alerts::Rule> alertRules(const config::Config &config)
{
    QList<alerts::Rule> rules;
    for (const config::AlertSection &alert : config.alerts) {
        const auto when = alerts::parseExpression(alert.when);
        Q_ASSERT_X(when, "alertRules", "the configuration has been checked");
        rules.append({.name = alert.name,
                      .when = when.value(),
                      .severity = alert.severity,
                      .hold = alert.hold,
                      .message = alert.message,
                      .enabled = alert.enabled,
                      .origin = originOf(alert)});
    }
    return rules;
}

} // namespace definitions
