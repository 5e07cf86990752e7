// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/cleanup/cleanupschemas.h"

#include "backend/http/router.h"

using namespace Qt::StringLiterals;
using namespace protocol::schema;

namespace cleanup {

namespace {

protocol::Schema jobSchema()
{
    return object(
        {{u"id"_s, text()},
         {u"kind"_s, words({u"retention"_s, u"orphans"_s})},
         {u"dry_run"_s, described(boolean(), u"It looks only and removes nothing"_s)},
         {u"state"_s, words({u"running"_s, u"done"_s, u"failed"_s, u"cancelled"_s})},
         {u"phase"_s, nullable(text())},
         {u"waiting_for"_s, nullable(text())},
         {u"phases"_s,
          list(object(
              {{u"name"_s, text()}, {u"done"_s, integer(0)}, {u"total"_s, nullable(integer(0))}}))},
         {u"result"_s,
          described(mapOf(integer(0)), u"How many of each kind; space_reclaimed in bytes"_s)},
         {u"failed_files"_s, integer(0)},
         {u"failures"_s, list(object({{u"path"_s, text()}, {u"reason"_s, text()}}))},
         {u"orphans"_s,
          list(object({{u"kind"_s, text()},
                       {u"path"_s, text()},
                       {u"size_bytes"_s, integer(0)},
                       {u"modified_at"_s, nullable(time())}}))},
         {u"started_at"_s, nullable(time())},
         {u"finished_at"_s, nullable(time())},
         {u"error"_s, nullable(text())}});
}

} // namespace

void defineSchemas(http::Router &router)
{
    router.define(u"CleanupJob"_s, jobSchema());
    router.define(u"CleanupStatus"_s,
                  object({{u"running"_s, boolean()},
                          {u"retention_days"_s, integer(0)},
                          {u"cleanup_time"_s, text()},
                          {u"delete_images"_s, boolean()},
                          {u"next_cleanup"_s, nullable(time())},
                          {u"last_cleanup"_s, nullable(time())},
                          {u"job"_s, nullable(named(u"CleanupJob"_s))},
                          {u"timestamp"_s, time()}}));
}

} // namespace cleanup
