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

constexpr std::array<Verb, 6> Verbs{{
    {.name = u"cameras",
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
     .path = u"/api/system/websocket/events",
     .sheet = eventTypesSheet,
     .help = u"the types of events on the WebSocket"},
    {.name = u"events follow",
     .words = u"[PATTERN…]",
     .path = u"/ws/events",
     .options = u"after count",
     .help = u"what happens, as it happens; PATTERN is one of types, such as worker.*",
     .task = Task::FollowEvents},
}};

} // namespace

std::span<const Verb> findingVerbs()
{
    return Verbs;
}

} // namespace app
