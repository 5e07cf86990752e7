// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/eventschemas.h"

#include "backend/http/router.h"
#include "backend/pipeline/eventlist.h"

using namespace Qt::StringLiterals;
using namespace protocol::schema;

namespace pipeline {

namespace {

constexpr qint64 MaxRisk = 100;

/// Of what both an event in a list and one told whole have.
std::vector<protocol::SchemaField> eventFields()
{
    return {{u"id"_s, integer(1)},
            {u"batch_id"_s, text()},
            {u"camera_id"_s, text()},
            {u"started_at"_s, time()},
            {u"ended_at"_s, nullable(time())},
            {u"risk_score"_s, nullable(integer(0, MaxRisk))},
            {u"risk_level"_s, nullable(words(riskLevels()))},
            {u"summary"_s, nullable(text())},
            {u"reasoning"_s, nullable(text())},
            {u"detection_count"_s, integer(0)},
            {u"reviewed"_s, boolean()},
            {u"notes"_s, nullable(text())},
            {u"object_types"_s, described(nullable(text()), u"With commas between them"_s)},
            {u"entity_ids"_s, described(list(integer(1)), u"Those who were recognised"_s)},
            {u"image_url"_s, text()},
            {u"thumbnail_url"_s, text()}};
}

protocol::Schema ofFields(std::vector<protocol::SchemaField> fields)
{
    protocol::Schema schema = object({});
    schema.fields = std::move(fields);
    return schema;
}

protocol::Schema whole()
{
    auto fields = eventFields();
    fields.push_back({u"batch"_s,
                      nullable(object({{u"id"_s, text()},
                                       {u"state"_s, text()},
                                       {u"started_at"_s, time()},
                                       {u"last_activity_at"_s, time()},
                                       {u"closed_at"_s, nullable(time())},
                                       {u"close_reason"_s, nullable(text())},
                                       {u"detection_count"_s, integer(0)}}))});
    fields.push_back({u"detections"_s,
                      described(list(named(u"Detection"_s)),
                                u"The first hundred; all of them at /api/detections?event_id="_s)});
    return ofFields(std::move(fields));
}

protocol::Schema detection()
{
    const protocol::Schema box = object({{u"x"_s, integer()},
                                         {u"y"_s, integer()},
                                         {u"width"_s, integer()},
                                         {u"height"_s, integer()}});
    return object({{u"id"_s, integer(1)},
                   {u"camera_id"_s, text()},
                   {u"file_path"_s, text()},
                   {u"detected_at"_s, time()},
                   {u"object_type"_s, nullable(text())},
                   {u"confidence"_s, nullable(number(0, 1))},
                   {u"bbox"_s, described(nullable(box), u"In pixels of the image"_s)},
                   {u"media_type"_s, words({u"image"_s, u"video"_s})},
                   {u"image_width"_s, nullable(integer(0))},
                   {u"image_height"_s, nullable(integer(0))},
                   {u"batch_id"_s, nullable(text())},
                   {u"event_id"_s, described(nullable(integer(1)), u"Once it is assessed"_s)},
                   {u"image_id"_s, nullable(integer(1))},
                   {u"entity_id"_s, nullable(integer(1))},
                   {u"enrichment"_s,
                    described(nullable(object({})), u"What the helping services have said"_s)},
                   {u"image_url"_s, text()},
                   {u"thumbnail_url"_s, text()}});
}

protocol::Schema countedPageOf(const QString &name)
{
    return object({{u"items"_s, list(named(name))},
                   {u"next_cursor"_s, nullable(text())},
                   {u"total"_s, described(nullable(integer(0)), u"Null when it was not counted"_s)},
                   {u"total_at_least"_s, integer(0)}});
}

} // namespace

void defineEventSchemas(http::Router &router)
{
    router.define(u"Detection"_s, detection());
    router.define(u"Detections"_s, countedPageOf(u"Detection"_s));
    router.define(u"SecurityEvent"_s, ofFields(eventFields()));
    router.define(u"SecurityEvents"_s, countedPageOf(u"SecurityEvent"_s));
    router.define(u"SecurityEventDetails"_s, whole());
    router.define(
        u"SecurityEventDeleted"_s,
        object({{u"id"_s, integer(1)}, {u"message"_s, text()}, {u"timestamp"_s, time()}}));
}

} // namespace pipeline
