// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/nearest.h"
#include "backend/protocol/secrets.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace config {

/// One thing that is wrong in the configuration.
struct Fault
{
    QString file = {}; ///< or "environment", or "command line"
    int line = 0; ///< 0: there is none
    QString key = {}; ///< empty when the file as a whole is meant
    QString value = {}; ///< as TOML, secrets masked
    QString rule = {}; ///< what would be right

    bool operator==(const Fault &) const = default;
};

/// FILE:LINE: KEY = VALUE: RULE; what is not known is left out.
QString toText(const Fault &fault);

using protocol::nearest;

using protocol::isSecretName;
using protocol::masked;

} // namespace config
