// SPDX-License-Identifier: GPL-3.0-or-later
// The lists of what the pipeline has found: their routes and the notices that they have changed.
#include "backend/backendparts.h"
#include "backend/pipeline/eventroutes.h"
#include "backend/pipeline/pictureroutes.h"
#include "backend/pipeline/sceneroutes.h"

using namespace Qt::StringLiterals;

void BackendParts::addDataRoutes()
{
    // After a fault the files may be others than before.
    const auto recoveries = std::make_shared<qint64>(0);
    connect(m_store.get(), &storage::Storage::recovered, this, [recoveries] { ++*recoveries; });
    m_http.router().setStoreVersion([this, recoveries] {
        return m_store->isFaulted() ? std::nullopt
                                    : std::optional(m_store->commits() + *recoveries);
    });
    http::Router &router = m_http.router();
    pipeline::addEventRoutes(router, *m_store, this);
    pipeline::addSceneRoutes(router, *m_store, this);
    pipeline::addPictureRoutes(router, m_pipeline.pictures(), *m_store, this);
}

// Every change of these is a line of the journal, wherever it was made.
void BackendParts::wireData()
{
    connect(&m_journal, &journal::Journal::appended, this, [this](const protocol::Event &line) {
        if (line.type == u"scene_change.detected") {
            changed(u"/api/scene-changes"_s);
        } else if (line.channel == u"events") {
            changed(u"/api/events"_s);
        } else if (line.channel == u"cameras") {
            changed(u"/api/cameras"_s);
        } else if (line.channel == u"detections") {
            changed(u"/api/detections"_s);
        }
    });
}
