// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/cannedapi.h"

#include "backend/protocol/eventregistry.h"
#include "tests/ui/support/fakebackend.h"

namespace tests {

using namespace Qt::StringLiterals;

namespace {

const QByteArray Tokens = R"({"tokens":[
    {"id":"5382d98daa43","name":"grafana","scope":"read","created_at":"2025-11-26T13:13:25.000Z",
     "expires_at":null,"expired":false},
    {"id":"db130eeaa8d8","name":"night shift","scope":"operate",
     "created_at":"2025-12-01T08:00:00.000Z","expires_at":"2025-12-31T08:00:00.000Z",
     "expired":false},
    {"id":"91c0aa5b7712","name":"old laptop","scope":"admin",
     "created_at":"2025-06-01T08:00:00.000Z","expires_at":"2025-07-01T08:00:00.000Z",
     "expired":true}],"total":3})";

const QByteArray Clients = R"({"clients":[
    {"id":"c1","path":"/ws/events","peer":"192.168.1.20",
     "token":{"id":"5382d98daa43","name":"grafana"},"scope":"read",
     "since":"2025-12-27T09:00:00.000Z","subscriptions":["alert.*","camera.status_changed"],
     "backlog_bytes":18432,"acknowledged_sequence":48190},
    {"id":"c2","path":"/ws/system","peer":"127.0.0.1","token":null,"scope":"admin",
     "since":"2025-12-27T09:00:00.000Z","subscriptions":null,"backlog_bytes":0,
     "acknowledged_sequence":null}],"total":2})";

const QByteArray Sockets = R"({
    "event_broadcaster":{"admitted":12,"sent":48120,"too_slow":1,"dropped_lines":0},
    "system_broadcaster":{"admitted":9,"sent":96544,"too_slow":0,"dropped_lines":0}})";

const QByteArray OpenApi = R"({"paths":{
    "/api/clients":{"get":{"summary":"Who listens on the WebSockets","x-scope":"read"}},
    "/api/system/supervisor/workers/{worker_name}/restart":{
        "post":{"summary":"Restart a worker, also one that has failed","x-scope":"operate"}},
    "/api/tokens":{"get":{"summary":"The tokens, without their secrets","x-scope":"admin"},
        "post":{"summary":"Create a token","x-scope":"admin","requestBody":{"content":{
            "application/json":{"schema":{"type":"object","properties":{"name":{"type":"string"},
            "scope":{"enum":["read","operate","admin"]}},"required":["name","scope"]}}}}}}}})";

const QByteArray AsyncApi = R"({"channels":{"events":{"address":"/ws/events"},
    "system":{"address":"/ws/system"}}})";

} // namespace

void fillApi(FakeBackend &backend)
{
    backend.set(u"/api/tokens"_s, Tokens);
    backend.set(u"/api/clients"_s, Clients);
    backend.set(u"/api/system/health/websocket"_s, Sockets);
    backend.set(u"/api/system/websocket/events"_s, protocol::EventRegistry().document());
    backend.set(u"/openapi.json"_s, OpenApi);
    backend.set(u"/asyncapi.json"_s, AsyncApi);
}

} // namespace tests
