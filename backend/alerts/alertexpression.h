// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/alerts/vocabulary.h"
#include "backend/protocol/result.h"

#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>

namespace alerts {

/// Longer or more deeply nested conditions are refused.
inline constexpr qsizetype MaxExpressionLength = 1000; ///< characters
inline constexpr int MaxExpressionDepth = 20;

/// What a condition comes to. Unknown: something that it asks cannot be known at present, and it
/// would matter.
enum class Truth
{
    No,
    Unknown,
    Yes
};

/// The condition of a rule, understood: `worker.critical and worker.status != "running"`.
///
///     condition  = alternative { "or" alternative }
///     alternative = part { "and" part }
///     part       = "not" part | "(" condition ")" | flag | comparison
///     comparison = fact ("==" | "!=" | "<" | "<=" | ">" | ">=" | "contains") value
///     fact       = a name of the vocabulary, such as worker.status
///     flag       = a fact that is true or false
///     value      = number | "text" | 'text' | true | false
///
/// Numbers and levels have an order, the other facts are the same or not; texts may contain others.
/// A condition is about one kind of which there are many (or events), and may ask what there is one
/// of beside it.
struct Expression
{
    enum class Op
    {
        Equal,
        NotEqual,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
        Contains,
        And,
        Or,
        Not
    };

    /// One step of the evaluation, operands first. And, Or and Not take results of steps before.
    struct Step
    {
        Op op = Op::Equal;
        QString fact = {};
        QJsonValue value = {};

        bool operator==(const Step &) const = default;
    };

    QString text = {};
    QString kind = {}; ///< of its subjects
    QStringList kinds = {}; ///< all that it asks about
    QList<Step> steps = {};

    bool operator==(const Expression &) const = default;
};

/// Understands a condition; the error says what is wrong, what helps, and where.
protocol::Result<Expression> parseExpression(const QString &text);

/// `own` are the facts of the subject, `shared` those that there is one of.
Truth evaluate(const Expression &expression, const Facts &own, const Facts &shared);

/// The rule of the configuration that a condition breaks; empty when it is right.
QString expressionFault(const QString &text);

/// What is wrong with the placeholders of a message ("{worker.name} has failed") for a condition;
/// empty when nothing is.
QString messageFault(const QString &message, const Expression &expression);

/// A message with its placeholders replaced by what is known.
QString filled(const QString &message, const Facts &own, const Facts &shared);

} // namespace alerts
