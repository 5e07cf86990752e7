// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/alerts/alertschemas.h"

#include "backend/http/router.h"

using namespace Qt::StringLiterals;
using namespace protocol::schema;

namespace alerts {

namespace {

protocol::Schema severity()
{
    return words({u"low"_s, u"medium"_s, u"high"_s, u"critical"_s});
}

protocol::Schema priority()
{
    return described(integer(1, 3), u"critical and high are 1, medium is 2, low is 3"_s);
}

protocol::Schema alert()
{
    return object(
        {{u"id"_s, text(1)},
         {u"event_id"_s,
          described(nullable(integer(1)), u"The security event that it is about, if any"_s)},
         {u"rule_id"_s, described(nullable(text()), u"The name of its rule"_s)},
         {u"severity"_s, severity()},
         {u"priority"_s, priority()},
         {u"message"_s, text()},
         {u"status"_s,
          words({u"pending"_s, u"delivered"_s, u"acknowledged"_s, u"dismissed"_s, u"resolved"_s})},
         {u"subject_kind"_s, described(text(1), u"Such as worker, camera or event"_s)},
         {u"subject"_s, text(1)},
         {u"count"_s, described(integer(1), u"How often it came while it was the same alert"_s)},
         {u"created_at"_s, time()},
         {u"updated_at"_s, time()},
         {u"last_seen_at"_s, described(time(), u"When it came last"_s)},
         {u"cleared_at"_s,
          described(nullable(time()), u"When its condition was seen to be over"_s)},
         {u"acknowledged_at"_s, nullable(time())},
         {u"acknowledged_by"_s, nullable(text())},
         {u"acknowledged_reason"_s, nullable(text())},
         {u"ended_at"_s, described(nullable(time()), u"When it was dismissed or resolved"_s)},
         {u"ended_by"_s, described(nullable(text()), u"Null: it resolved by itself"_s)},
         {u"ended_reason"_s, nullable(text())}});
}

protocol::Schema alertPage()
{
    return object({{u"items"_s, list(named(u"Alert"_s), 100)},
                   {u"next_cursor"_s, nullable(text())},
                   {u"total"_s, described(nullable(integer(0)), u"Exact to 10,000, else null"_s)},
                   {u"total_at_least"_s,
                    described(integer(0), u"The same, and 10,000 where there are more"_s)},
                   {u"timestamp"_s, time()}});
}

protocol::Schema sight()
{
    return object(
        {{u"subject"_s, text(1)},
         {u"holds"_s, described(nullable(boolean()), u"Null: it cannot be known at present"_s)},
         {u"since"_s, described(nullable(time()), u"Of a condition that holds"_s)},
         {u"alert_id"_s, described(nullable(text()), u"The alert that stands for it"_s)}});
}

protocol::Schema rule()
{
    return object(
        {{u"name"_s, text(1)},
         {u"when"_s, text(1)},
         {u"about"_s, described(text(1), u"The kind of its subjects"_s)},
         {u"severity"_s, severity()},
         {u"priority"_s, priority()},
         {u"for_seconds"_s, number(0)},
         {u"message"_s, described(text(), u"With placeholders; empty: the condition"_s)},
         {u"enabled"_s, boolean()},
         {u"origin"_s, words({u"builtin"_s, u"changed"_s, u"configured"_s})},
         {u"subjects"_s, described(integer(0), u"How many there are to look at"_s)},
         {u"sees"_s,
          described(list(sight(), 100), u"Those for which it holds first; none of events"_s)}});
}

} // namespace

void defineSchemas(http::Router &router)
{
    router.define(u"Alert"_s, alert());
    router.define(u"Alerts"_s, alertPage());
    router.define(u"AlertRule"_s, rule());
    router.define(u"AlertRules"_s,
                  object({{u"rules"_s, list(named(u"AlertRule"_s))}, {u"timestamp"_s, time()}}));
}

} // namespace alerts
