// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace scenario {

/// A JSON value that keeps what QJsonDocument forgets: the order of keys, keys that come twice,
/// and whether a number is written as an integer.
struct OrderedJson
{
    enum class Kind
    {
        Null,
        Bool,
        Integer,
        Float,
        Text,
        Array,
        Object
    };

    Kind kind = Kind::Null;
    QString text = {}; ///< of a text: its content; of other scalars: as written
    QList<QString> keys = {}; ///< of an object, in step with `values`
    QList<OrderedJson> values = {};

    /// The first value under this key.
    const OrderedJson *find(const QString &key) const;
};

/// Reads one document; nothing when it is not JSON.
std::optional<OrderedJson> readOrdered(const QByteArray &bytes);

} // namespace scenario
