// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/leashcommand.h"

#include <QFileInfo>
#include <QStringBuilder>

namespace supervisor {

using namespace Qt::StringLiterals;

QStringList leashCommand(const QString &programDirectory)
{
    const QString small = programDirectory % u"/signalbox-leash"_s;
    if (const QFileInfo file(small); file.isFile() && file.isExecutable()) {
        return {small};
    }
    return {programDirectory % u"/signalboxd"_s, u"--leash"_s};
}

} // namespace supervisor
