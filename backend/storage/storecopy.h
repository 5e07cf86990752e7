// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/storage/database.h"
#include "backend/storage/writer.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace storage {

/// What a command about a store has found, as lines for people.
using Told = std::function<void(const QString &line)>;

/// The store's address without anything that is secret.
QString toText(const Place &place);

/// "the store X REASON", as a conflict.
protocol::Error refused(const Place &place, const QString &reason);

/// Opens, makes or migrates it.
protocol::Result<std::unique_ptr<Database>> opened(const Place &place);

/// The version that a store has, known to this program or not; 0 where there is none.
protocol::Result<int> versionAt(const Place &place);

/// Refuses any version but this program's.
protocol::Result<protocol::Done> checkVersion(const Place &place, int version);

/// The same, and that there is a store.
protocol::Result<protocol::Done> checkPresent(const Place &place);

/// What is damaged: what the engine finds of its pages and references, counts that differ from
/// what they count, numbers that would be given twice. Throws Failure.
QStringList faultsIn(Database &database);

/// Brings the store to the version of this program; makes one where there is none.
protocol::Result<protocol::Done> migrateStore(const Place &place, const Told &tell);

/// Looks whether the store is whole, as faultsIn() does.
protocol::Result<protocol::Done> checkWhole(const Place &place, const Told &tell);

/// Copies every row of a whole store into an empty one and compares every one of them, in one
/// transaction of the target: whatever goes wrong, that is as empty as before. Both have to be of
/// this program's version; a target that is not there is made. What counts as used is the business
/// of whoever calls.
protocol::Result<protocol::Done> copyStore(const Place &from, const Place &to, const Told &tell);

} // namespace storage
