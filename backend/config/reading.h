// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/config/document.h"
#include "backend/config/keys.h"
#include "backend/config/load.h"

/// What the parts of load() share; of no use outside this room.
namespace config {

using KeyIndex = QMap<QString, Key>;

KeyIndex indexOf(const QList<Key> &keys);

/// Where one value comes from.
struct Origin
{
    QString file = {}; ///< or "environment", or "command line"
    int line = 0;
    QString shown = {}; ///< the key as its author wrote it: "server.port", "SIGNALBOX_SERVER__PORT"
};

/// A configuration while it is being read.
struct Reading
{
    Loaded result = {};
    QString path = {};
    bool demo = false; ///< whether the demo's camera is a worker too
    QMap<QString, Origin> given = {}; ///< keys that a source sets, rightly or wrongly

    /// Sets a key, or adds a fault.
    void apply(const Key &key, const QJsonValue &value, const Origin &origin);

    /// Adds a fault about a key that was given; nothing when it was not.
    void blame(const QString &key, const QJsonValue &value, const QString &rule);

    /// Adds a fault about a key that does not exist. `known` are the full names that may be meant.
    void unknown(const QString &section, const Entry &entry, const QStringList &known);

    /// Applies every entry of a section whose keys begin with `name` and a dot.
    void read(const Section &section, const QString &name, const KeyIndex &index);
};

/// [breakers.NAME] of the file and the environment, on top of [breakers].
void readBreakers(Reading &reading, const Document &document,
                  const QMap<QString, QString> &environment);

/// Every [[worker]], on top of [supervisor].
void readWorkers(Reading &reading, const Document &document);

/// Every [[alert]], on top of the built-in rules.
void readAlerts(Reading &reading, const Document &document);

/// The entry of a section with this key, if there is one.
const Entry *entryOf(const Section &section, const QString &key);

/// What faults call one of many: worker.NAME, or worker[2] while it has no usable name.
QString labelOf(const Section &section, qsizetype number);

/// How to write what there may be many of, when the name is written as a key or a section; else
/// empty.
QString ruleOfMany(const QString &name);

/// Adds a fault when the section does not have that key.
void require(Reading &reading, const Section &section, const QString &label, const QString &key);

/// Rules that look at more than one key.
void checkTogether(Reading &reading);

/// The section of a key: "ai.yolo26" of "ai.yolo26.url".
QString sectionOf(const QString &key);

/// The name of a key within its section.
QString lastPart(const QString &key);

/// The names that [breakers.NAME] knows.
QStringList breakerNames();

} // namespace config
