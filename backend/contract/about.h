// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace contract {

/// What somebody has to know who uses the HTTP routes; a blank line between two paragraphs.
inline constexpr QStringView AboutHttp =
    u"A control room for the workers of a camera-AI pipeline: what runs, what is well, what has "
    "happened, and the ways to set it right.\n\n"
    "Values: times are ISO-8601 in UTC with Z, only `started_at` of a batch is a number of seconds "
    "since 1970. What cannot be measured is null, never 0. `timestamp` is the moment of the "
    "answer, "
    "`observed_at` that of what it tells of where that is older, `status_since` since when a "
    "status "
    "holds. Further keys and words may come: a client skips keys that it does not know and shows "
    "words that it does not know as they are.\n\n"
    "Errors: every answer from 400 on is an object with the text `detail`, which names the field, "
    "the value and the rule. Nothing has been changed then. A query parameter that a route does "
    "not "
    "know is ignored, and named in the header X-Ignored-Parameters.\n\n"
    "Pages: lists take `limit`, and `cursor`, which is the `next_cursor` of the page before; where "
    "that is null, the list has ended. What comes meanwhile does not move what follows.\n\n"
    "Rights: on the machine itself nobody needs a token unless `security.require_token` says so. "
    "From elsewhere a request carries one, as Authorization: Bearer or as X-API-Key and never in "
    "the URL; its scope is read, operate or admin, each including the one before.";

/// The same for the WebSockets.
inline constexpr QStringView AboutSockets =
    u"Live: /ws/events tells what happens, /ws/system the state of the system, both on the port of "
    "the API. Events come in order; `previous` is the sequence of the event before on this "
    "connection and under its filter, so that another value is a gap. A client that was away sends "
    "resync with the last sequence it has, gets what it has missed with `replay`: true and then "
    "resync_ack; where that is not `complete`, it reads everything anew. `changed` says that a GET "
    "would now answer differently. A client that cannot keep up is told too_slow and closed with "
    "4013; nobody waits for it.";

} // namespace contract
