// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// What single texts of the configuration have to look like. Each function returns the rule that
/// the text breaks, empty when it breaks none.
namespace config {

QString checkBindAddress(const QString &text);
QString checkHostName(const QString &text);
QString checkNode(const QString &text);
QString checkNotEmpty(const QString &text);
QString checkStorageUrl(const QString &text);
QString checkQueueUrl(const QString &text);
QString checkHttpUrl(const QString &text);
QString checkHttpUrlOrEmpty(const QString &text);
QString checkWorkerName(const QString &text);
QString checkAlertName(const QString &text);
QString checkMessage(const QString &text); ///< at most 300 characters
QString checkNoNul(const QString &text);

/// A file that can be read, or empty.
QString checkFile(const QString &path);

/// A file that only its owner can read (mode 0600 or stricter), or empty.
QString checkSecretFile(const QString &path);

} // namespace config
