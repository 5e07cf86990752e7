// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"

#include <QList>
#include <QString>

namespace alerts {

/// One word or sign of a condition.
struct Token
{
    enum class Kind
    {
        End,
        Name, ///< worker.status, and, true
        Number,
        Text, ///< what is between the quotes
        Operator, ///< == != < <= > >=
        Open,
        Close
    };

    Kind kind = Kind::End;
    QString text = {}; ///< as it was written; of a text without its quotes
    qsizetype column = 1;

    bool is(QStringView word) const { return kind == Kind::Name && text == word; }
};

/// What is wrong, and where.
protocol::Error faultAt(qsizetype column, const QString &what);

/// The tokens of a condition, with an End behind them.
protocol::Result<QList<Token>> tokensOf(const QString &text);

} // namespace alerts
