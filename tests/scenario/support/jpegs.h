// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace scenario {

/// A square JPEG of noise, above 1 KB; another `seed` gives other bytes.
QByteArray noiseJpeg(quint32 seed, int side = 64);

/// What a camera shows of one place: shapes that `place` decides on, and a little noise.
QByteArray placeJpeg(quint32 place, quint32 seed);

/// Writes the file as a good uploader does: under another name first, then renamed. The folder is
/// made when it is not there.
bool upload(const QString &folder, const QString &name, const QByteArray &bytes);

} // namespace scenario
