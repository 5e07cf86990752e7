// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/metrics/families.h"
#include "backend/metrics/textform.h"

#include <QByteArrayList>

/// The lines of the answer that begin with this, in their order.
inline QByteArrayList linesOf(const metrics::Snapshot &snapshot, const QByteArray &prefix)
{
    const std::string text = metrics::textForm(metrics::families(snapshot));
    QByteArrayList lines = QByteArray::fromStdString(text).split('\n');
    lines.removeIf([&prefix](const QByteArray &line) { return !line.startsWith(prefix); });
    return lines;
}
