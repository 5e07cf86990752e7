// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/wishes.h"

#include "ui/client/session.h"

#include <QUrl>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QString escaped(const QString &part)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(part));
}

QString letterPath(const QString &target)
{
    return u"/api/dlq/"_s + escaped(target.section(u'/', 0, 0)) + u'/'
        + escaped(target.section(u'/', 1));
}

QString alarmPath(const QString &target)
{
    return u"/api/alerts/"_s + escaped(target.section(u'/', 0, 0));
}

} // namespace

Subject subjectOf(Verb verb)
{
    switch (verb) {
    case Verb::Start:
    case Verb::Stop:
    case Verb::Restart:
    case Verb::Reset:
        return Subject::Worker;
    case Verb::ResetBreaker:
        return Subject::Breaker;
    case Verb::Replay:
    case Verb::Discard:
        return Subject::Letter;
    case Verb::ReplayAll:
        return Subject::Queue;
    case Verb::Acknowledge:
    case Verb::Resolve:
    case Verb::Dismiss:
        return Subject::Alarm;
    case Verb::Review:
    case Verb::Unreview:
        return Subject::Event;
    }
    return Subject::Worker;
}

QString keyOf(Verb verb, const QString &target)
{
    switch (subjectOf(verb)) {
    case Subject::Worker:
        return u"worker:"_s + target;
    case Subject::Breaker:
        return u"breaker:"_s + target;
    case Subject::Letter:
        return u"letter:"_s + target;
    case Subject::Queue:
        return u"queue:"_s + target;
    case Subject::Alarm:
        return u"alarm:"_s + target.section(u'/', 0, 0);
    case Subject::Event:
        return u"event:"_s + target;
    }
    return target;
}

QString nameOf(Verb verb, const QString &target)
{
    return subjectOf(verb) == Subject::Alarm ? target.section(u'/', 1) : target;
}

QString pathOf(Verb verb, const QString &target)
{
    const QString supervisor = u"/api/system/supervisor/"_s;
    switch (verb) {
    case Verb::Start:
        return supervisor + u"workers/"_s + escaped(target) + u"/start"_s;
    case Verb::Stop:
        return supervisor + u"workers/"_s + escaped(target) + u"/stop"_s;
    case Verb::Restart:
        return supervisor + u"workers/"_s + escaped(target) + u"/restart"_s;
    case Verb::Reset:
        return supervisor + u"reset/"_s + escaped(target);
    case Verb::ResetBreaker:
        return u"/api/system/circuit-breakers/"_s + escaped(target) + u"/reset"_s;
    case Verb::Replay:
        return letterPath(target) + u"/replay"_s;
    case Verb::Discard:
        return letterPath(target);
    case Verb::ReplayAll:
        return u"/api/dlq/"_s + escaped(target) + u"/replay"_s;
    case Verb::Acknowledge:
        return alarmPath(target) + u"/acknowledge"_s;
    case Verb::Resolve:
        return alarmPath(target) + u"/resolve"_s;
    case Verb::Dismiss:
        return alarmPath(target) + u"/dismiss"_s;
    case Verb::Review:
    case Verb::Unreview:
        return u"/api/events/"_s + escaped(target);
    }
    return {};
}

QByteArray methodOf(Verb verb)
{
    if (subjectOf(verb) == Subject::Event) {
        return "PATCH";
    }
    return verb == Verb::Discard ? "DELETE" : "POST";
}

QJsonObject bodyOf(Verb verb)
{
    return subjectOf(verb) == Subject::Event ? QJsonObject{{u"reviewed"_s, verb == Verb::Review}}
                                             : QJsonObject();
}

void readAgain(Verb verb, Session &session)
{
    switch (subjectOf(verb)) {
    case Subject::Worker:
        session.supervisor().markDirty();
        break;
    case Subject::Breaker:
        session.breakers().markDirty();
        session.health().markDirty();
        break;
    case Subject::Letter:
    case Subject::Queue:
        session.deadLetters().markDirty();
        session.pipeline().markDirty();
        break;
    case Subject::Alarm:
        session.alerts().markDirty();
        break;
    case Subject::Event:
        session.events().markDirty();
        break;
    }
}

} // namespace ui
