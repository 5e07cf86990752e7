// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace protocol {

/// Secrets in a text replaced by ***: passwords in URLs (user:PASSWORD@), the values of what has a
/// secret name (?api_key=…, --token=…, X-Api-Key: …) and what authorises (Bearer …). Rather one too
/// many than one too few.
QString masked(const QString &text);

/// The same of each argument, and of the one that follows an option with a secret name.
QStringList maskedCommand(const QStringList &command);

/// True for names such as DB_PASS, api_key and accessToken: their values are never shown. A name
/// that ends in file or path tells where a secret lies, which is none.
bool isSecretName(const QString &key);

} // namespace protocol
