// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/contract/tags.h"

#include <algorithm>
#include <array>

namespace contract {

namespace {

struct Tag
{
    QStringView name;
    QStringView description;
};

constexpr std::array Tags{
    Tag{u"alerts", u"What needs somebody: raised by rules, acknowledged, resolved, dismissed"},
    Tag{u"breakers", u"The circuit breakers of the AI services"},
    Tag{u"cameras", u"The cameras, each one a folder"},
    Tag{u"cleanup", u"What is too old goes; files that nothing knows are found"},
    Tag{u"clients", u"Who listens on the WebSockets"},
    Tag{u"configuration", u"The settings that hold, and where each comes from"},
    Tag{u"contract", u"This description and the page that shows it"},
    Tag{u"dead letters", u"Jobs that were given up, to be tried again or discarded"},
    Tag{u"detections", u"What was seen on images"},
    Tag{u"events", u"Security events, and who was seen"},
    Tag{u"health", u"Whether all is well, for people, scripts and load balancers"},
    Tag{u"journal", u"Everything that happened, and the types of events"},
    Tag{u"metrics", u"Figures for Prometheus"},
    Tag{u"monitoring", u"Prometheus and what it scrapes"},
    Tag{u"performance", u"Figures of the machine, the services and the store"},
    Tag{u"pipeline", u"The way of an image from the camera's folder to the event"},
    Tag{u"supervisor", u"The workers: their states, their restarts, their logs"},
    Tag{u"tokens", u"Who may do what from elsewhere"},
};

} // namespace

QString descriptionOfTag(const QString &tag)
{
    const auto *found =
        std::find_if(Tags.begin(), Tags.end(), [&tag](const Tag &one) { return one.name == tag; });
    return found == Tags.end() ? QString() : found->description.toString();
}

} // namespace contract
