// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/entityrules.h"
#include "backend/storage/transaction.h"

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QString>

#include <vector>

namespace pipeline {

/// One picture of somebody.
struct Appearance
{
    QString kind = {}; ///< such as person: only the same kind is compared
    QString cameraId = {};
    QString at = {}; ///< ISO-8601 as the store writes it
    QString picture = {}; ///< those in one picture are different ones
    Embedding embedding = {};
};

/// Says who it was, one appearance after another, within one transaction on the storage thread.
class EntityTracker final
{
public:
    explicit EntityTracker(storage::Transaction &tx)
        : m_tx(tx)
    { }

    /// The entity that it is most like among those seen lately, on whatever camera, else a new one;
    /// never one that was in the same image already. Gives its id.
    qint64 recognise(const Appearance &appearance);

private:
    std::vector<KnownEntity> &known(const Appearance &appearance);
    qint64 begin(const Appearance &appearance, std::vector<KnownEntity> &known);
    void add(const Appearance &appearance, KnownEntity &entity);

    storage::Transaction &m_tx;
    QHash<QString, std::vector<KnownEntity>> m_known; ///< by kind
    QHash<QString, QSet<qint64>> m_inPicture; ///< entities by picture
};

// The following run on the storage thread, inside the caller's transaction.

/// True for a `next_cursor` of entitiesPage().
bool isEntityCursor(const QString &text);

/// One page of GET /api/entities, the last seen first. `cursor`: empty, from the newest.
QByteArray entitiesPage(storage::Transaction &tx, int limit, const QString &cursor);

/// Removes at most `limit` that were last seen before `time`; gives their number.
int pruneEntities(storage::Transaction &tx, protocol::WallTime time, int limit);

} // namespace pipeline
