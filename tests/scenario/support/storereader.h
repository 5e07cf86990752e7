// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVariant>

namespace scenario {

/// Reads a daemon's store from the side, as people and tools do; never writes.
class StoreReader final
{
public:
    explicit StoreReader(const QString &dataDirectory);
    ~StoreReader();
    StoreReader(const StoreReader &) = delete;
    StoreReader &operator=(const StoreReader &) = delete;

    /// All rows; a fault is one row with the text of the fault.
    QList<QVariantList> rows(const QString &statement) const;

    /// The only column of the first row as a number; -1 when there is none.
    qint64 number(const QString &statement) const;

    /// The first column of all rows as text.
    QStringList texts(const QString &statement) const;

private:
    QString m_connection;
};

} // namespace scenario
