// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/pipelineschemas.h"

#include "backend/http/router.h"
#include "backend/pipeline/setaside.h"

using namespace Qt::StringLiterals;
using namespace protocol::schema;

namespace pipeline {

namespace {

protocol::Schema pageOf(const QString &name)
{
    return object({{u"items"_s, list(named(name))}, {u"next_cursor"_s, nullable(text())}});
}

protocol::Schema watcher()
{
    return object(
        {{u"running"_s, boolean()},
         {u"camera_root"_s, text()},
         {u"pending_tasks"_s, integer(0)},
         {u"observer_type"_s, words({u"native"_s, u"polling"_s})},
         {u"error"_s, nullable(text())},
         {u"polled_folders"_s, list(object({{u"path"_s, text()}, {u"reason"_s, text()}}))},
         {u"overflows"_s, integer(0)}});
}

protocol::Schema batches()
{
    return object(
        {{u"active_batches"_s, integer(0)},
         {u"batches"_s,
          list(object({{u"batch_id"_s, text()},
                       {u"camera_id"_s, text()},
                       {u"detection_count"_s, integer(0)},
                       {u"started_at"_s, described(number(0), u"Seconds since 1970"_s)},
                       {u"age_seconds"_s, number()},
                       {u"last_activity_seconds"_s, number()}}))},
         {u"batch_window_seconds"_s, number(0)},
         {u"idle_timeout_seconds"_s, number(0)},
         {u"closed"_s, described(mapOf(integer(0)), u"How many were closed, by reason"_s)}});
}

protocol::Schema degradation()
{
    return object({{u"mode"_s, words({u"normal"_s, u"degraded"_s, u"minimal"_s, u"offline"_s})},
                   {u"is_degraded"_s, boolean()},
                   {u"redis_healthy"_s, boolean()},
                   {u"memory_queue_size"_s, integer(0)},
                   {u"fallback_queues"_s, mapOf(integer(0))},
                   {u"services"_s,
                    list(object({{u"name"_s, text()},
                                 {u"status"_s, words({u"healthy"_s, u"unhealthy"_s, u"unknown"_s})},
                                 {u"last_check"_s, nullable(time())},
                                 {u"consecutive_failures"_s, integer(0)},
                                 {u"error_message"_s, nullable(text())},
                                 {u"observed_at"_s, nullable(time())},
                                 {u"status_since"_s, nullable(time())}}))},
                   {u"available_features"_s, list(text())},
                   {u"status_since"_s, nullable(time())}});
}

protocol::Schema queue()
{
    return object({{u"waiting"_s, integer(0)},
                   {u"leased"_s, integer(0)},
                   {u"dead"_s, integer(0)},
                   {u"capacity"_s, integer(0)},
                   {u"oldest_seconds"_s, nullable(number(0))},
                   {u"drain_seconds"_s, nullable(number(0))},
                   {u"observed_at"_s, nullable(time())}});
}

protocol::Schema stage()
{
    return object({{u"stage"_s, text()},
                   {u"window_seconds"_s, number(0)},
                   {u"in_per_minute"_s, nullable(number(0))},
                   {u"out_per_minute"_s, nullable(number(0))},
                   {u"samples"_s, integer(0)},
                   {u"latency_ms"_s,
                    object({{u"p50"_s, nullable(number(0))},
                            {u"p95"_s, nullable(number(0))},
                            {u"p99"_s, nullable(number(0))},
                            {u"avg"_s, nullable(number(0))}})}});
}

void defineStatus(http::Router &router)
{
    router.define(u"FileWatcher"_s, watcher());
    router.define(u"BatchAggregator"_s, batches());
    router.define(u"Degradation"_s, degradation());
    router.define(u"Queue"_s, queue());
    router.define(u"StageAccount"_s,
                  object({{u"stage"_s, text()},
                          {u"in"_s, integer()},
                          {u"out"_s, integer()},
                          {u"waiting"_s, integer()},
                          {u"lost"_s, described(mapOf(integer()), u"By reason"_s)}}));
    router.define(u"StageFlow"_s, stage());
    router.define(u"PipelineStatus"_s,
                  object({{u"file_watcher"_s, nullable(named(u"FileWatcher"_s))},
                          {u"batch_aggregator"_s, nullable(named(u"BatchAggregator"_s))},
                          {u"degradation"_s, nullable(named(u"Degradation"_s))},
                          {u"queues"_s, mapOf(named(u"Queue"_s))},
                          {u"accounts"_s, list(named(u"StageAccount"_s))},
                          {u"stages"_s, list(named(u"StageFlow"_s))},
                          {u"timestamp"_s, time()}}));
}

void defineLists(http::Router &router)
{
    router.define(u"SetAsideFile"_s,
                  object({{u"kind"_s, words(setAsideKinds())},
                          {u"path"_s, text()},
                          {u"camera_id"_s, nullable(text())},
                          {u"size_bytes"_s, integer(0)},
                          {u"reason"_s, text()},
                          {u"seen_at"_s, time()}}));
    router.define(u"SetAsideFiles"_s, pageOf(u"SetAsideFile"_s));
    router.define(u"Entity"_s,
                  object({{u"id"_s, integer(1)},
                          {u"kind"_s, text()},
                          {u"first_camera_id"_s, text()},
                          {u"first_seen_at"_s, time()},
                          {u"last_camera_id"_s, text()},
                          {u"last_seen_at"_s, time()},
                          {u"sightings"_s, integer(1)},
                          {u"cameras"_s, list(text())}}));
    router.define(u"Entities"_s, pageOf(u"Entity"_s));
}

void defineCameras(http::Router &router)
{
    router.define(
        u"Camera"_s,
        object({{u"id"_s, text()},
                {u"name"_s, text()},
                {u"folder_path"_s, text()},
                {u"status"_s, words({u"online"_s, u"offline"_s, u"error"_s, u"unknown"_s})},
                {u"status_since"_s, nullable(time())},
                {u"status_reason"_s, nullable(text())},
                {u"enabled"_s, boolean()},
                {u"enabled_since"_s,
                 described(nullable(time()), u"When it was last switched on or off"_s)},
                {u"disabled_reason"_s, nullable(text())},
                {u"created_at"_s, time()},
                {u"last_seen_at"_s, nullable(time())},
                {u"image_count"_s, described(integer(0), u"That are not removed yet"_s)},
                {u"detection_count"_s, described(integer(0), u"That are not removed yet"_s)},
                {u"event_count"_s, described(integer(0), u"That are not removed yet"_s)},
                {u"waiting_files"_s,
                 described(integer(0), u"Those that wait for it to be enabled"_s)}}));
    router.define(u"Cameras"_s,
                  object({{u"items"_s, list(named(u"Camera"_s))}, {u"total"_s, integer(0)}}));
    router.define(u"CameraSwitched"_s,
                  object({{u"id"_s, text()},
                          {u"enabled"_s, boolean()},
                          {u"message"_s, text()},
                          {u"timestamp"_s, time()}}));
}

void defineDeadLetters(http::Router &router)
{
    router.define(u"DeadLetterCounts"_s,
                  object({{u"queues"_s, mapOf(integer(0))}, {u"total"_s, integer(0)}}));
    router.define(u"DeadLetter"_s,
                  object({{u"id"_s, integer(1)},
                          {u"queue_name"_s, text()},
                          {u"original_job"_s, object({})},
                          {u"error"_s, nullable(text())},
                          {u"attempt_count"_s, integer(0)},
                          {u"first_failed_at"_s, nullable(time())},
                          {u"last_failed_at"_s, nullable(time())},
                          {u"error_type"_s, nullable(text())},
                          {u"http_status"_s, nullable(integer())},
                          {u"history"_s,
                           list(object({{u"at"_s, nullable(time())},
                                        {u"reason"_s, text()},
                                        {u"error_type"_s, nullable(text())},
                                        {u"http_status"_s, nullable(integer())}}))}}));
    router.define(u"DeadLetters"_s, pageOf(u"DeadLetter"_s));
    router.define(u"DeadLetterRedressed"_s,
                  object({{u"queue_name"_s, text()},
                          {u"id"_s, integer(1)},
                          {u"message"_s, text()},
                          {u"timestamp"_s, time()}}));
    router.define(u"DeadLettersRedressed"_s,
                  object({{u"queue_name"_s, text()},
                          optional(u"replayed"_s, integer(0)),
                          optional(u"discarded"_s, integer(0)),
                          {u"message"_s, text()},
                          {u"timestamp"_s, time()}}));
}

} // namespace

void defineSchemas(http::Router &router)
{
    defineStatus(router);
    defineLists(router);
    defineCameras(router);
    defineDeadLetters(router);
}

} // namespace pipeline
