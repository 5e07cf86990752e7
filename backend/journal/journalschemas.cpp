// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/journal/journalschemas.h"

#include "backend/http/router.h"

using namespace Qt::StringLiterals;
using namespace protocol::schema;

namespace journal {

void defineSchemas(http::Router &router)
{
    router.define(u"EventType"_s,
                  object({{u"type"_s, text()},
                          {u"channel"_s, text()},
                          {u"description"_s, text()},
                          {u"deprecated"_s, boolean()},
                          {u"payload_schema"_s, described(object({}), u"A JSON Schema"_s)},
                          {u"example"_s, nullable(object({}))}}));
    router.define(u"EventTypes"_s,
                  object({{u"event_types"_s, list(named(u"EventType"_s))},
                          {u"channels"_s, list(text())},
                          {u"total_count"_s, integer(0)},
                          {u"deprecated_count"_s, integer(0)}}));
    router.define(
        u"JournalLine"_s,
        object({{u"sequence"_s, described(integer(1), u"Grows, not always by one"_s)},
                {u"type"_s, text()},
                {u"channel"_s, text()},
                {u"data"_s, object({})},
                {u"timestamp"_s, time()},
                {u"cause"_s,
                 described(integer(0), u"The sequence of the line that led to it; 0: none"_s)}}));
    router.define(u"JournalPage"_s,
                  object({{u"items"_s, list(named(u"JournalLine"_s))},
                          {u"next_cursor"_s, nullable(text())},
                          {u"total"_s, nullable(integer(0))},
                          {u"total_at_least"_s, integer(0)}}));
}

} // namespace journal
