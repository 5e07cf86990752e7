// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace workers {

/// What is mounted on a folder or below it, "ID PATH" each, from the text of /proc/self/mountinfo.
/// `folder` is absolute and without links. Source: proc(5).
QByteArrayList mountsIn(const QByteArray &mountInfo, const QByteArray &folder);

} // namespace workers
