// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/finder.h"

#include "backend/vision/motionrules.h"

using namespace Qt::StringLiterals;

namespace vision {

Finder::Finder(FinderParts parts)
    : m_parts(std::move(parts))
{ }

QString Finder::modelName() const
{
    return m_parts.model ? m_parts.model->name() : u"opencv-hog-people"_s;
}

QList<FinderStatus> Finder::status() const
{
    const FinderStatus first = m_parts.model
        ? FinderStatus{.source = u"model"_s, .finds = u"the classes of the model"_s}
        : FinderStatus{.source = u"hog"_s, .finds = u"person"_s};
    return {first,
            {.source = u"cascade"_s, .finds = u"face"_s, .fault = m_parts.faces.fault()},
            {.source = u"background"_s, .finds = u"motion"_s}};
}

QList<workers::Detection> Finder::objects(const cv::Mat &image)
{
    return m_parts.model ? m_parts.model->detect(image) : m_people.detect(image);
}

QList<workers::Detection> Finder::find(const QString &camera, const cv::Mat &image,
                                       MotionDetector::Moment now)
{
    QList<workers::Detection> found = objects(image);
    found += m_parts.faces.detect(image);
    // The background is learned from every image, whatever else is found in it.
    found += unexplained(m_motion.look(camera, image, now), found);
    return found;
}

} // namespace vision
