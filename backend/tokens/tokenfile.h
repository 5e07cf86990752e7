// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/tokens/tokenrules.h"

#include <QList>
#include <QString>

#include <functional>

/// tokens.json in the data directory. Several processes may write it: the backend, and `signalboxd
/// token …` beside it.
namespace tokens {

QString fileIn(const QString &dataDirectory);

/// The tokens in the file, none when there is no file. Refused when others can read or write it,
/// when it is no plain file, or when its content is not what we wrote.
protocol::Result<QList<Token>> read(const QString &path);

/// Changes a list of tokens, or says why not.
using Change = std::function<protocol::Result<protocol::Done>(QList<Token> &)>;

/// Reads the file, changes the list and writes it by a rename, mode 0600, alone among all
/// processes; waits for another one that is at it, two seconds at most. Not for the backend's
/// thread.
protocol::Result<protocol::Done> change(const QString &path, const Change &change);

/// Adds a token of the system's random generator.
protocol::Result<Fresh> create(const QString &path, const Wish &wish, protocol::WallTime now);

/// Removes one and gives what it was; the error is NotFound when there is none of that id.
protocol::Result<Token> revoke(const QString &path, const QString &id);

/// 256 bits for the secret and 48 for the id, from the system's generator.
QByteArray randomBytes();

} // namespace tokens
