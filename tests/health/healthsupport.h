// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/health.h"
#include "backend/protocol/names.h"

/// What the tests of the health rules share.
namespace healthsupport {

using namespace Qt::StringLiterals;
using protocol::Health;

inline protocol::FullHealth allWell()
{
    protocol::FullHealth parts;
    parts.postgres = {.name = u"postgres"_s, .status = Health::Healthy};
    parts.redis = {.name = u"redis"_s, .status = Health::Healthy};
    for (const auto &service : protocol::AiServices) {
        parts.aiServices.append({.name = service.name.toString(),
                                 .status = Health::Healthy,
                                 .critical = service.critical});
    }
    parts.workers = {{.name = u"file_watcher"_s, .running = true, .critical = true},
                     {.name = u"cleanup_service"_s, .running = true, .critical = false},
                     {.name = u"own_critical"_s, .running = true, .critical = true}};
    return parts;
}

/// Sets the named part to `status`; for a worker anything but healthy means that it does not run.
inline void spoil(protocol::FullHealth &parts, const QString &name, Health status)
{
    for (auto *part : {&parts.postgres, &parts.redis}) {
        part->status = part->name == name ? status : part->status;
    }
    for (auto &service : parts.aiServices) {
        service.status = service.name == name ? status : service.status;
    }
    for (auto &worker : parts.workers) {
        worker.running = worker.name == name ? status == Health::Healthy : worker.running;
    }
}

} // namespace healthsupport
