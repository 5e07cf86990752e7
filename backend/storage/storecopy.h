// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/storage/writer.h"

#include <QList>
#include <QString>

#include <functional>

namespace storage {

/// What a command about a store has found, as lines for people.
using Told = std::function<void(const QString &line)>;

/// The store's address without anything that is secret.
QString toText(const Place &place);

/// Brings the store to the version of this program; makes one where there is none.
protocol::Result<protocol::Done> migrateStore(const Place &place, const Told &tell);

/// Looks whether the store is whole: the engine's own checks, references, counts.
protocol::Result<protocol::Done> checkWhole(const Place &place, const Told &tell);

/// Copies every row into an empty store and compares every one of them, in one transaction of the
/// target: whatever goes wrong, that is as empty as before. Both have to be of this program's
/// version; what counts as used is the business of whoever calls.
protocol::Result<protocol::Done> copyStore(const Place &from, const Place &to, const Told &tell);

} // namespace storage
