// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/instances/instance.h"

#include <QByteArray>
#include <QColor>
#include <QList>
#include <QStringList>

#include <optional>

namespace ui {

/// The colours that instances are told apart by; none of them means a state.
QStringList instanceColours();

/// Of one of these names; nothing for another.
std::optional<QColor> instanceColour(const QString &name);

/// Two letters of the name.
QString usualTag(const QString &name);

/// The colour that goes with a name where nobody has chosen one.
QString usualColour(const QString &name);

/// The address that was typed: host, host:port or http(s)://host:port; without a port 8000. Nothing
/// when it is none, or says more than that.
std::optional<QUrl> addressFrom(const QString &text);

/// What is wrong with an instance beside the others of the list: the field, its value and the rule.
/// Empty: nothing.
QString faultOf(const Instance &instance, const QList<Instance> &others);

/// A list of instances as it is kept.
struct KeptInstances
{
    QList<Instance> instances = {};
    QString fault = {}; ///< why it cannot be used; the list is then empty
};

QByteArray instancesToJson(const QList<Instance> &instances);
KeptInstances instancesFromJson(const QByteArray &json);

/// A fingerprint in pairs of upper-case digits, as other programs show it.
QString fingerprintText(const QString &fingerprint);

} // namespace ui
