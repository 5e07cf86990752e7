// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/config/fault.h"

#include <QJsonValue>

namespace config {

/// One key with its value as the file has it.
struct Entry
{
    QString key = {}; ///< within its section
    QJsonValue value = {};
    int line = 0;
};

/// One table of the file: [server], [ai.yolo26], one [[worker]] or one [[alert]].
struct Section
{
    QString name = {}; ///< "server", "ai.yolo26", "worker", "alert"
    int line = 0;
    QList<Entry> entries = {};
};

/// A configuration file as it was written, before anything in it is judged.
struct Document
{
    QList<Section> sections = {};
    QList<Section> workers = {};
    QList<Section> alerts = {};
    QList<Entry> loose = {}; ///< keys outside any section
    QList<Fault> faults = {}; ///< the file cannot be read, or is not TOML
};

/// Reads a file; at most 1 MiB.
Document readDocument(const QString &path);

} // namespace config
