// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlcleanup.h"
#include "app/ctltext.h"
#include "app/ctlverbtable.h"

#include <array>

namespace app {

namespace {

constexpr QStringView CleanupPath = u"/api/system/cleanup";

constexpr std::array<Column, 6> SetAsideColumns{{{u"SEEN", u"seen_at"},
                                                 {u"KIND", u"kind"},
                                                 {u"CAMERA", u"camera_id"},
                                                 {u"BYTES", u"size_bytes"},
                                                 {u"PATH", u"path", true},
                                                 {u"REASON", u"reason", true}}};

constexpr std::array<Column, 5> JournalColumns{{{u"SEQUENCE", u"sequence"},
                                                {u"TIME", u"timestamp"},
                                                {u"TYPE", u"type"},
                                                {u"CAUSE", u"cause"},
                                                {u"DATA", u"data", true}}};

constexpr std::array<Verb, 9> Verbs{{
    {.name = u"set-aside",
     .path = u"/api/intake/set-aside",
     .options = u"kind limit cursor",
     .listing = {u"items", SetAsideColumns},
     .help = u"files that were not taken in, and why; newest first"},
    {.name = u"dlq",
     .alias = u"dead-letters",
     .words = u"[QUEUE]",
     .path = u"/api/dlq/{}",
     .options = u"limit cursor",
     .sheet = deadLettersSheet,
     .help = u"the jobs that were given up: how many, or those of QUEUE"},
    {.name = u"dlq replay",
     .words = u"QUEUE ID|all",
     .method = Method::Post,
     .path = u"/api/dlq/{}/{}/replay",
     .sheet = messageSheet,
     .help = u"let a given-up job, or all of them, wait again"},
    {.name = u"dlq discard",
     .words = u"QUEUE ID|all",
     .method = Method::Delete,
     .path = u"/api/dlq/{}/{}",
     .sheet = messageSheet,
     .help = u"remove a given-up job, or all of them"},
    {.name = u"journal",
     .path = u"/api/journal",
     .options = u"channel type limit cursor",
     .listing = {u"items", JournalColumns},
     .help = u"all that happened, newest first"},
    {.name = u"cleanup",
     .path = u"/api/system/cleanup/status",
     .sheet = cleanupSheet,
     .help = u"when what is old is removed, and the job at work or last one"},
    {.name = u"cleanup run",
     .method = Method::Post,
     .path = CleanupPath,
     .options = u"dry-run detach wait",
     .sheet = cleanupJobSheet,
     .help = u"remove what is older than the retention; follows the job to its end",
     .goal = Goal::JobEnded},
    {.name = u"cleanup orphans",
     .method = Method::Post,
     .path = u"/api/system/cleanup/orphaned-files",
     .options = u"dry-run delete detach wait",
     .sheet = cleanupJobSheet,
     .help = u"look for files that nothing knows; follows the job to its end",
     .goal = Goal::JobEnded},
    {.name = u"cleanup cancel",
     .method = Method::Delete,
     .path = CleanupPath,
     .sheet = cleanupJobSheet,
     .help = u"end the job at work after its batch"},
}};

} // namespace

std::span<const Verb> keepingVerbs()
{
    return Verbs;
}

} // namespace app
