// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/eventsmodel.h"

#include <QRect>

namespace ui {

/// One thing that was seen, as GET /api/events/{id} tells it.
struct DetectionFact
{
    qint64 id = 0;
    QString thing = {}; ///< empty: the backend does not say
    std::optional<double> confidence = {};
    std::optional<QRect> box = {}; ///< in pixels of the image
    std::optional<qint64> imageId = {};
    QString imagePath = {}; ///< where its image is
    std::optional<protocol::WallTime> at = {};
    QStringList enrichment = {}; ///< "caption: a man with a parcel"

    bool operator==(const DetectionFact &) const = default;
};

/// All about one security event.
struct EventFacts
{
    EventRow event = {};
    QString reasoning = {};
    QString notes = {};
    QString closeReason = {}; ///< of its batch
    QList<DetectionFact> detections = {}; ///< the surest first

    bool operator==(const EventFacts &) const = default;
};

EventFacts eventFactsOf(const QJsonObject &body);

/// What the helping services have said, a line each; what is nested is told by its path.
QStringList enrichmentLines(const QJsonObject &enrichment);

/// "person 93 %"; "—" for what is not known.
QString labelOf(const DetectionFact &detection);

/// Risk, camera and time in one line.
QString headText(const EventFacts &facts);

/// What it is, why it was judged so, notes, how much was seen: a paragraph each.
QStringList wordsOf(const EventFacts &facts);

/// The places, in the list, of those that were seen in one image with this one.
QList<int> inOneImage(const QList<DetectionFact> &detections, int with);

} // namespace ui
