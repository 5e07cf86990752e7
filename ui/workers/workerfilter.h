// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/worker.h"

#include <QList>
#include <QString>

namespace ui {

/// What a line of text asks of a worker: words that its name, state or last error has, and
/// `state:crashed`, `critical:yes`, `name:watch`, `error:signal`, `restarts>2` (also <, >=, <=, =).
/// All of it must be so.
struct WorkerFilter
{
    enum class Field
    {
        Any,
        State,
        Critical,
        Name,
        Error,
        Restarts,
    };

    enum class Relation
    {
        Has,
        Less,
        AtMost,
        Equal,
        AtLeast,
        More,
    };

    struct Term
    {
        Field field = Field::Any;
        Relation relation = Relation::Has;
        QString word = {}; ///< case-folded
        int number = 0;
        bool yes = false;

        bool operator==(const Term &) const = default;
    };

    QList<Term> terms = {};
    bool abnormalOnly = false;
    QString fault = {}; ///< names what cannot be understood; then nothing of it counts

    bool isEmpty() const { return terms.isEmpty() && !abnormalOnly; }

    bool operator==(const WorkerFilter &) const = default;
};

WorkerFilter parseWorkerFilter(const QString &text);

bool isAbnormal(const protocol::Worker &worker);

bool accepts(const WorkerFilter &filter, const protocol::Worker &worker);

} // namespace ui
