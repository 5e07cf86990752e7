// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/monitoring/monitoringroutes.h"

#include "backend/http/reply.h"
#include "backend/http/router.h"
#include "backend/monitoring/monitoringschemas.h"
#include "backend/monitoring/poller.h"
#include "backend/protocol/keptdocument.h"

#include <memory>

using namespace Qt::StringLiterals;

namespace monitoring {

namespace {

namespace schema = protocol::schema;

template<typename Value>
std::shared_ptr<protocol::KeptDocument<Value>> kept()
{
    return std::make_shared<protocol::KeptDocument<Value>>();
}

} // namespace

void addRoutes(http::Router &router, const Poller &poller)
{
    defineSchemas(router);
    router.add({.method = "GET",
                .path = u"/api/system/monitoring/health"_s,
                .scope = http::Scope::Read,
                .tag = u"monitoring"_s,
                .summary = u"Health of Prometheus and the exporters"_s,
                .description = u"As it was when Prometheus was asked last: nobody waits for it. "
                               "One that cannot be reached is not healthy, which is no error."_s,
                .answers = {{.status = 200,
                             .description = u"Healthy or not"_s,
                             .schema = schema::named(u"MonitoringHealth"_s)}},
                .handler = [&poller, document = kept<protocol::MonitoringHealth>()](
                               const http::Request &, const http::ExchangePtr &exchange) {
                    http::replyJson(exchange, 200,
                                    document->bytes(poller.health(), protocol::Now::read().wall));
                }});
    router.add({.method = "GET",
                .path = u"/api/system/monitoring/targets"_s,
                .scope = http::Scope::Read,
                .tag = u"monitoring"_s,
                .summary = u"What Prometheus scrapes"_s,
                .answers = {{.status = 200,
                             .description = u"All targets, as Prometheus told them last"_s,
                             .schema = schema::named(u"MonitoringTargets"_s)},
                            http::failure(503, u"Prometheus or its list cannot be had"_s)},
                .handler = [&poller, document = kept<protocol::MonitoringTargets>()](
                               const http::Request &, const http::ExchangePtr &exchange) {
                    const auto &targets = poller.targets();
                    if (!targets) {
                        http::replyError(exchange, targets.error());
                        return;
                    }
                    http::replyJson(exchange, 200,
                                    document->bytes(targets.value(), protocol::Now::read().wall));
                }});
}

} // namespace monitoring
