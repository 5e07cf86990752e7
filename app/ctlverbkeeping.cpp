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

constexpr std::array<Column, 7> AlertColumns{{{u"ID", u"id"},
                                              {u"SEVERITY", u"severity"},
                                              {u"STATUS", u"status"},
                                              {u"CREATED", u"created_at"},
                                              {u"COUNT", u"count"},
                                              {u"ABOUT", u"subject", true},
                                              {u"MESSAGE", u"message", true}}};

constexpr std::array<Column, 6> RuleColumns{{{u"NAME", u"name"},
                                             {u"SEVERITY", u"severity"},
                                             {u"ENABLED", u"enabled"},
                                             {u"ORIGIN", u"origin"},
                                             {u"SECONDS", u"for_seconds"},
                                             {u"WHEN", u"when", true}}};

constexpr std::array<Column, 5> TokenColumns{{{u"ID", u"id"},
                                              {u"NAME", u"name", true},
                                              {u"SCOPE", u"scope"},
                                              {u"CREATED", u"created_at"},
                                              {u"EXPIRES", u"expires_at"}}};

constexpr std::array<Column, 7> ClientColumns{{{u"ID", u"id"},
                                               {u"PATH", u"path"},
                                               {u"PEER", u"peer"},
                                               {u"TOKEN", u"token.name"},
                                               {u"SINCE", u"since"},
                                               {u"BACKLOG", u"backlog_bytes"},
                                               {u"EVENTS", u"subscriptions", true}}};

constexpr std::array<Column, 3> SettingColumns{
    {{u"KEY", u"key"}, {u"VALUE", u"value", true}, {u"ORIGIN", u"origin", true}}};

constexpr std::array<Verb, 20> Verbs{{
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
     .options = u"channel type cause since until limit cursor",
     .listing = {u"items", JournalColumns},
     .help = u"all that happened, newest first"},
    {.name = u"alerts",
     .alias = u"alerts list",
     .path = u"/api/alerts",
     .options = u"status severity rule limit cursor",
     .listing = {u"items", AlertColumns},
     .help = u"alerts, newest first"},
    {.name = u"alerts show", .words = u"ID", .path = u"/api/alerts/{}", .help = u"one alert"},
    {.name = u"alerts acknowledge",
     .words = u"ID",
     .method = Method::Post,
     .path = u"/api/alerts/{}/acknowledge",
     .options = u"reason",
     .body = u"reason",
     .help = u"say that you have seen an alert"},
    {.name = u"alerts resolve",
     .words = u"ID",
     .method = Method::Post,
     .path = u"/api/alerts/{}/resolve",
     .options = u"reason",
     .body = u"reason",
     .help = u"say that an alert has been dealt with"},
    {.name = u"alerts dismiss",
     .words = u"ID",
     .method = Method::Post,
     .path = u"/api/alerts/{}/dismiss",
     .options = u"reason",
     .body = u"reason",
     .help = u"discard an alert"},
    {.name = u"alerts rules",
     .path = u"/api/alerts/rules",
     .listing = {u"rules", RuleColumns},
     .help = u"when there are alerts"},
    {.name = u"tokens",
     .alias = u"tokens list",
     .path = u"/api/tokens",
     .listing = {u"tokens", TokenColumns},
     .help = u"who may do what, without the secrets"},
    {.name = u"tokens create",
     .words = u"NAME",
     .method = Method::Post,
     .path = u"/api/tokens",
     .options = u"scope! expires",
     .body = u"name scope expires",
     .help = u"create a token; its secret is shown this once"},
    {.name = u"tokens revoke",
     .words = u"ID",
     .method = Method::Delete,
     .path = u"/api/tokens/{}",
     .sheet = messageSheet,
     .help = u"take a token back: its connections end"},
    {.name = u"clients",
     .path = u"/api/clients",
     .listing = {u"clients", ClientColumns},
     .help = u"who listens on the WebSockets"},
    {.name = u"config",
     .path = u"/api/config",
     .listing = {u"settings", SettingColumns},
     .help = u"the settings that hold, and where each comes from; secrets masked"},
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
