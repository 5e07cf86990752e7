// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctlverbs.h"

#include <QMap>
#include <QUrl>

namespace app {

/// The backend that is talked to, and how it is to be recognised.
struct Target
{
    QUrl url = {};
    QByteArray token = {}; ///< empty: none is presented
    QString caFile = {}; ///< PEM; empty: the system's authorities
    QByteArray fingerprint = {}; ///< SHA-256 of its certificate; empty: it is checked as usual

    bool operator==(const Target &) const = default;
};

/// What the command line says, else the environment, else the profile in ctl.toml, else the one on
/// this machine. The error is a line for people.
protocol::Result<Target> targetOf(const Choice &choice, const QMap<QString, QString> &environment);

} // namespace app
