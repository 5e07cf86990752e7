// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/supervisorschemas.h"

#include "backend/http/router.h"

using namespace Qt::StringLiterals;
using namespace protocol::schema;

namespace supervisor {

void defineSchemas(http::Router &router)
{
    router.define(
        u"Worker"_s,
        object({{u"name"_s, text()},
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
                {u"status_text"_s, described(nullable(text()), u"What it says of itself"_s)}}));
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
    router.define(u"WorkerLog"_s,
                  object({{u"worker_name"_s, text()},
                          {u"lines"_s,
                           list(object({{u"timestamp"_s, time()},
                                        {u"stream"_s, words({u"stdout"_s, u"stderr"_s})},
                                        {u"text"_s, text()}}))}}));
}

} // namespace supervisor
