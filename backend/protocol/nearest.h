// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace protocol {

/// The known word that `word` was most likely meant to be, or nothing when none is near.
QString nearest(const QString &word, const QStringList &known);

} // namespace protocol
