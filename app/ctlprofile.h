// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QByteArray>
#include <QMap>
#include <QString>

namespace app {

/// A backend as its user described it.
struct Profile
{
    QString origin = {}; ///< who named it, for errors
    QString url = {};
    QString tokenFile = {};
    QString caFile = {};
    QByteArray fingerprint = {};
};

/// [profile.NAME] of $XDG_CONFIG_HOME/signalbox/ctl.toml; its files lie beside that one. The error
/// names the file and the line; `origin` says who asked for it.
protocol::Result<Profile> profileNamed(const QString &name, const QString &origin,
                                       const QMap<QString, QString> &environment);

} // namespace app
