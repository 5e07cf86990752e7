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
    }
    return target;
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
    }
    return {};
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
    }
}

} // namespace ui
