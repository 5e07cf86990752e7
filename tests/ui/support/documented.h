// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace tests {

/// `body` with what the API documents for GET `path` and a test does not care about: null where
/// that is allowed, else 0, "", false, an empty list. What is there stays, be it right or wrong.
/// Another text than a JSON object, and what is not documented, comes back as it is.
QByteArray documented(const QString &path, int status, const QByteArray &body);

} // namespace tests
