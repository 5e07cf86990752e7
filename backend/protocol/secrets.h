// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace protocol {

/// Passwords in URLs (user:PASSWORD@, ?password=…) replaced by ***.
QString masked(const QString &text);

/// True for names such as password, api_key and token: their values are never shown.
bool isSecretName(const QString &key);

} // namespace protocol
