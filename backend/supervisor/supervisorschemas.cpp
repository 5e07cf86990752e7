// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/supervisorschemas.h"

#include "backend/http/router.h"

using namespace Qt::StringLiterals;
using namespace protocol::schema;

namespace supervisor {

namespace {

std::vector<protocol::SchemaField> workerFields()
{
    return {{u"name"_s, text()},
            {u"status"_s,
             words({u"running"_s, u"stopped"_s, u"crashed"_s, u"restarting"_s, u"failed"_s})},
            {u"restart_count"_s, integer(0)},
            {u"max_restarts"_s, integer(0)},
            {u"last_started_at"_s, nullable(time())},
            {u"last_crashed_at"_s, nullable(time())},
            {u"error"_s, described(nullable(text()), u"Why it crashed last"_s)},
            {u"critical"_s, boolean()},
            {u"builtin"_s, boolean()},
            {u"pid"_s, described(nullable(integer(1)), u"Of its process, while it has one"_s)},
            {u"next_attempt_at"_s,
             described(nullable(time()), u"When it is started again by itself"_s)},
            {u"status_since"_s, nullable(time())},
            {u"status_text"_s, described(nullable(text()), u"What it says of itself"_s)}};
}

protocol::Schema ofFields(std::vector<protocol::SchemaField> fields)
{
    protocol::Schema schema = object({});
    schema.fields = std::move(fields);
    return schema;
}

protocol::Schema definition()
{
    return object({{u"command"_s, list(text())},
                   {u"directory"_s, text()},
                   {u"environment"_s, mapOf(text())},
                   {u"autostart"_s, boolean()},
                   {u"after"_s, list(text())},
                   {u"ready"_s, words({u"started"_s, u"notify"_s})},
                   {u"restart"_s, words({u"always"_s, u"on-failure"_s, u"never"_s})},
                   {u"stop_signal"_s, integer(1)},
                   {u"expected_exit_codes"_s, list(integer())},
                   {u"memory_limit_mb"_s, integer(0)},
                   {u"max_restarts"_s, integer(0)},
                   {u"backoff_base_seconds"_s, number(0)},
                   {u"backoff_cap_seconds"_s, number(0)},
                   {u"backoff_jitter"_s, number(0, 1)},
                   {u"stable_after_seconds"_s, number(0)},
                   {u"start_timeout_seconds"_s, number(0)},
                   {u"stop_timeout_seconds"_s, number(0)},
                   {u"watchdog_seconds"_s, number(0)}});
}

protocol::Schema details()
{
    auto fields = workerFields();
    const protocol::Schema exit = object(
        {{u"at"_s, time()}, {u"code"_s, nullable(integer())}, {u"signal"_s, nullable(integer(1))}});
    fields.push_back({u"uptime_seconds"_s, described(nullable(number(0)), u"Of its process"_s)});
    fields.push_back({u"last_exit"_s, nullable(exit)});
    fields.push_back({u"log_file"_s, nullable(text())});
    fields.push_back({u"log_lines"_s, described(integer(0), u"Since our start"_s)});
    fields.push_back({u"log_lines_dropped"_s, described(integer(0), u"Too many came at once"_s)});
    fields.push_back({u"definition"_s, definition()});
    fields.push_back({u"recent_restarts"_s, list(named(u"RestartEvent"_s))});
    fields.push_back({u"timestamp"_s, time()});
    return ofFields(std::move(fields));
}

void defineLog(http::Router &router)
{
    router.define(
        u"WorkerLog"_s,
        object({{u"worker_name"_s, text()},
                {u"lines"_s,
                 list(object({{u"number"_s, integer(1)},
                              {u"timestamp"_s, time()},
                              {u"stream"_s, words({u"stdout"_s, u"stderr"_s})},
                              {u"text"_s, text()}}))},
                {u"last"_s, described(integer(0), u"The number of the newest line"_s)},
                {u"missed"_s, described(integer(0), u"Lines behind `after` that are not here"_s)},
                {u"since"_s,
                 described(time(),
                           u"When the numbers began; they begin anew with each "
                           "start of the backend"_s)}}));
}

} // namespace

void defineSchemas(http::Router &router)
{
    router.define(u"Worker"_s, ofFields(workerFields()));
    router.define(u"WorkerDetails"_s, details());
    router.define(u"SupervisorStatus"_s,
                  object({{u"running"_s, boolean()},
                          {u"worker_count"_s, integer(0)},
                          {u"workers"_s, list(named(u"Worker"_s))},
                          {u"timestamp"_s, time()}}));
    router.define(
        u"WorkerControlled"_s,
        object({{u"success"_s, boolean()}, {u"message"_s, text()}, {u"worker_name"_s, text()}}));
    router.define(u"WorkerReset"_s, object({{u"success"_s, boolean()}, {u"message"_s, text()}}));
    router.define(
        u"RestartEvent"_s,
        object({{u"worker_name"_s, text()},
                {u"timestamp"_s, time()},
                {u"attempt"_s, integer(0)},
                {u"status"_s, words({u"success"_s, u"crashed"_s, u"failed"_s, u"manual"_s})},
                {u"error"_s, nullable(text())}}));
    router.define(u"RestartHistory"_s,
                  object({{u"items"_s, list(named(u"RestartEvent"_s))},
                          {u"pagination"_s,
                           object({{u"total"_s, integer(0)},
                                   {u"limit"_s, integer(1)},
                                   {u"offset"_s, integer(0)},
                                   {u"items_count"_s, integer(0)},
                                   {u"has_more"_s, boolean()}})}}));
    defineLog(router);
}

} // namespace supervisor
