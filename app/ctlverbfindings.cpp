// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctltext.h"
#include "app/ctlverbtable.h"

#include <array>

namespace app {

namespace {

constexpr std::array<Column, 5> CameraColumns{{{u"ID", u"id"},
                                               {u"STATUS", u"status"},
                                               {u"ENABLED", u"enabled"},
                                               {u"LAST SEEN", u"last_seen_at"},
                                               {u"FOLDER", u"folder_path", true}}};

constexpr std::array<Column, 6> EntityColumns{{{u"ID", u"id"},
                                               {u"KIND", u"kind"},
                                               {u"SIGHTINGS", u"sightings"},
                                               {u"FIRST SEEN", u"first_seen_at"},
                                               {u"LAST SEEN", u"last_seen_at"},
                                               {u"CAMERAS", u"cameras", true}}};

constexpr std::array<Column, 7> EventColumns{{{u"ID", u"id"},
                                              {u"BEGAN", u"started_at"},
                                              {u"CAMERA", u"camera_id"},
                                              {u"RISK", u"risk_score"},
                                              {u"LEVEL", u"risk_level"},
                                              {u"REVIEWED", u"reviewed"},
                                              {u"SUMMARY", u"summary", true}}};

constexpr std::array<Column, 7> DetectionColumns{{{u"ID", u"id"},
                                                  {u"DETECTED", u"detected_at"},
                                                  {u"CAMERA", u"camera_id"},
                                                  {u"OBJECT", u"object_type"},
                                                  {u"CONFIDENCE", u"confidence"},
                                                  {u"EVENT", u"event_id"},
                                                  {u"FILE", u"file_path", true}}};

Sheet eventSheet(const QJsonObject &answer)
{
    QJsonObject event = answer;
    event.remove(u"detections");
    return detailSheet(event) + Sheet{lines({QString()})}
    + listSheet({u"detections", DetectionColumns}, answer);
}

constexpr std::array<Verb, 12> Verbs{{
    {.name = u"cameras",
     .alias = u"cameras list",
     .path = u"/api/cameras",
     .listing = {u"items", CameraColumns},
     .help = u"the cameras, and when each was last seen"},
    {.name = u"cameras enable",
     .words = u"ID",
     .method = Method::Patch,
     .path = u"/api/cameras/{}",
     .body = u"enabled=true",
     .sheet = messageSheet,
     .help = u"take in what a camera sends"},
    {.name = u"cameras disable",
     .words = u"ID",
     .method = Method::Patch,
     .path = u"/api/cameras/{}",
     .body = u"enabled=false",
     .sheet = messageSheet,
     .help = u"let the files of a camera wait"},
    {.name = u"entities",
     .path = u"/api/entities",
     .options = u"limit cursor",
     .listing = {u"items", EntityColumns},
     .help = u"who was seen, on which cameras; the last seen first"},
    {.name = u"events",
     .alias = u"events types",
     .path = u"/api/system/websocket/events",
     .sheet = eventTypesSheet,
     .help = u"the types of events on the WebSocket"},
    {.name = u"events follow",
     .words = u"[PATTERN…]",
     .path = u"/ws/events",
     .options = u"after count",
     .help = u"what happens, as it happens; PATTERN is one of types, such as service.*",
     .task = Task::FollowEvents},
    {.name = u"events list",
     .path = u"/api/events",
     .options = u"camera level min-risk reviewed object text since until limit cursor",
     .listing = {u"items", EventColumns},
     .help = u"security events, newest first"},
    {.name = u"events show",
     .words = u"ID",
     .path = u"/api/events/{}",
     .sheet = eventSheet,
     .help = u"a security event with its batch and detections"},
    {.name = u"events review",
     .words = u"ID",
     .method = Method::Patch,
     .path = u"/api/events/{}",
     .options = u"notes",
     .body = u"reviewed=true notes",
     .sheet = eventSheet,
     .help = u"mark a security event as reviewed"},
    {.name = u"events delete",
     .words = u"ID",
     .method = Method::Delete,
     .path = u"/api/events/{}",
     .options = u"reason",
     .sheet = messageSheet,
     .help = u"delete a security event; its detections stay"},
    {.name = u"detections",
     .alias = u"detections list",
     .path = u"/api/detections",
     .options = u"camera object min-confidence event batch since until limit cursor",
     .listing = {u"items", DetectionColumns},
     .help = u"what was seen, newest first"},
    {.name = u"detections show",
     .words = u"ID",
     .path = u"/api/detections/{}",
     .help = u"one detection"},
}};

} // namespace

std::span<const Verb> findingVerbs()
{
    return Verbs;
}

} // namespace app
