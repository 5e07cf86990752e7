// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/mimicsources.h"

#include "ui/models/mirror.h"

namespace ui {

Trust trustIn(const Mirror &mirror, const Resource &resource)
{
    const Freshness freshness = mirror.session().freshness(resource);
    return freshness.vouched ? Trust::Present : freshness.asOf ? Trust::Old : Trust::Never;
}

Trust trustWithin(const Freshness &whole, const Mirror &mirror, const Resource &resource)
{
    const Trust trust = trustIn(mirror, resource);
    return trust == Trust::Old && !whole.vouched ? Trust::Present : trust;
}

MimicSources mimicSources(Mirror &mirror)
{
    Session &session = mirror.session();
    const auto trust = [&](const Resource &resource) { return trustIn(mirror, resource); };
    MimicSources sources{.workers = mirror.workers().rows(),
                         .workersTrust = trust(session.supervisor()),
                         .pipeline = mirror.pipeline(),
                         .pipelineTrust = trust(session.pipeline()),
                         .pipelineAsOf = session.freshness(session.pipeline()).asOf,
                         .pipelineNow = session.serverNow(session.pipeline()),
                         .health = mirror.health(),
                         .healthTrust = trust(session.health()),
                         .breakers = mirror.breakers(),
                         .breakersTrust = trust(session.breakers()),
                         .breakersNow = session.serverNow(session.breakers()),
                         .cameras = mirror.cameras().total,
                         .camerasOnline = mirror.cameras().online,
                         .camerasTrust = trust(session.cameras()),
                         .eventsTrust = trust(session.events()),
                         .eventsNow = session.serverNow(session.events())};
    if (!mirror.events().rows().isEmpty()) {
        sources.lastEvent = mirror.events().row(0).startedAt;
    }
    return sources;
}

Freshness mimicFreshness(Mirror &mirror)
{
    Session &session = mirror.session();
    return together({session.freshness(session.supervisor()), session.freshness(session.pipeline()),
                     session.freshness(session.health())});
}

} // namespace ui
