// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/act/actrules.h"

#include <QJsonObject>
#include <QString>

namespace ui {

class Session;

/// What a wish is about.
enum class Subject
{
    Worker,
    Breaker,
    Letter,
    Queue,
    Alarm, ///< its target is its id, a slash and its name
    Event,
};

Subject subjectOf(Verb verb);

/// The same for all wishes about one object; objects of different kinds may have one name.
QString keyOf(Verb verb, const QString &target);

/// What its object is called where people read of it.
QString nameOf(Verb verb, const QString &target);

/// Where the wish is sent.
QString pathOf(Verb verb, const QString &target);

/// POST, PATCH or DELETE.
QByteArray methodOf(Verb verb);

/// What is sent with it; empty: nothing.
QJsonObject bodyOf(Verb verb);

/// Marks what the wish may have changed.
void readAgain(Verb verb, Session &session);

} // namespace ui
