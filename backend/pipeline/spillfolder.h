// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace pipeline {

/// Things that wait on the disk: `FOLDER/KIND/TURN.json`, one JSON object a file, in the order of
/// their turns. All of it blocks.
class SpillFolder final
{
public:
    explicit SpillFolder(QString path)
        : m_path(std::move(path))
    { }

    /// The turns of these kinds, lowest first; nothing where there is no folder. What a write that
    /// was cut off has left goes.
    QMap<QString, QList<quint64>> takeStock(const QStringList &kinds) const;

    /// The file is whole or not there. Errors name the file and the reason.
    protocol::Result<protocol::Done> write(const QString &kind, quint64 turn,
                                           const QJsonObject &thing) const;

    /// Unavailable: it cannot be read now. Internal: it is no JSON object; it was renamed to
    /// `TURN.bad`, so that it is met only once.
    protocol::Result<QJsonObject> read(const QString &kind, quint64 turn) const;

    void remove(const QString &kind, quint64 turn) const;

private:
    QString pathOf(const QString &kind, quint64 turn, QStringView ending) const;

    QString m_path;
};

} // namespace pipeline
