// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace journal {

/// Whose names the event types of a connection have.
enum class Names
{
    Registry, ///< the dotted ones
    Parent ///< `?names=parent`: those that the original system sends, for clients written for it
};

/// The words of the upgrade's parameter `names`.
QStringList wordsOfNames();

/// What a word of them stands for; without one, the registry's names.
Names namesOf(const QString &word);

/// What the original sends for a type of the registry: `camera.status_changed` is its
/// `camera_status`. A type for which it has no name of its own keeps the registry's. Nothing for
/// `event.created` and `service.status_changed`: the original sends `event` and `service_status`,
/// which are told beside them.
std::optional<QString> parentName(const QString &type);

/// The names by which a client of the original may ask for a type that is sent to it: the
/// original's and the registry's, with that of the type which took its place where one did.
QStringList askedByParent(const QString &type);

} // namespace journal
