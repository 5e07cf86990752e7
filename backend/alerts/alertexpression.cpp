// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/alerts/alertexpression.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace alerts {

namespace {

using Op = Expression::Op;
using Step = Expression::Step;

Truth truthOf(bool is)
{
    return is ? Truth::Yes : Truth::No;
}

/// Where a value stands among the words of a level; -1 for a word that is none of them.
qsizetype rankOf(const QString &fullName, const QString &word)
{
    const qsizetype dot = fullName.indexOf(u'.');
    const Kind *kind = kindOf(QStringView(fullName).left(dot));
    const FactName *fact = kind ? factOf(*kind, QStringView(fullName).mid(dot + 1)) : nullptr;
    return fact ? fact->words.toString().split(u'|').indexOf(word) : -1;
}

template<typename Ordered>
bool inOrder(Op op, Ordered left, Ordered right)
{
    switch (op) {
    case Op::Less:
        return left < right;
    case Op::LessOrEqual:
        return left <= right;
    case Op::Greater:
        return left > right;
    case Op::GreaterOrEqual:
        return left >= right;
    case Op::Equal:
    case Op::NotEqual:
    case Op::Contains:
    case Op::And:
    case Op::Or:
    case Op::Not:
        break;
    }
    return false;
}

Truth compare(const Step &step, const QJsonValue &known)
{
    if (known.isNull() || known.isUndefined()) {
        return Truth::Unknown;
    }
    if (step.op == Op::Equal || step.op == Op::NotEqual) {
        return truthOf((known == step.value) == (step.op == Op::Equal));
    }
    if (step.op == Op::Contains) {
        return truthOf(known.toString().contains(step.value.toString(), Qt::CaseInsensitive));
    }
    if (known.isDouble()) {
        return truthOf(inOrder(step.op, known.toDouble(), step.value.toDouble()));
    }
    const qsizetype left = rankOf(step.fact, known.toString());
    const qsizetype right = rankOf(step.fact, step.value.toString());
    return left < 0 ? Truth::Unknown : truthOf(inOrder(step.op, left, right));
}

QJsonValue knownOf(const QString &fact, const Facts &own, const Facts &shared)
{
    const auto found = own.constFind(fact);
    return found == own.constEnd() ? shared.value(fact) : *found;
}

QString textOf(const QJsonValue &value)
{
    if (value.isDouble()) {
        return QString::number(value.toDouble(), 'g', 12);
    }
    if (value.isBool()) {
        return value.toBool() ? u"true"_s : u"false"_s;
    }
    return value.isString() ? value.toString() : u"unknown"_s;
}

const QRegularExpression &placeholder()
{
    static const QRegularExpression expression(u"\\{([^{}]*)\\}"_s);
    return expression;
}

} // namespace

// No and yes are the ends of an order in which unknown lies between: then "and" is the lesser and
// "or" the greater of two.
Truth evaluate(const Expression &expression, const Facts &own, const Facts &shared)
{
    QList<Truth> results;
    const auto take = [&results] {
        return results.isEmpty() ? Truth::Unknown : results.takeLast();
    };
    for (const Step &step : expression.steps) {
        if (step.op == Op::Not) {
            const Truth one = take();
            results.append(one == Truth::Unknown ? one : truthOf(one == Truth::No));
        } else if (step.op == Op::And || step.op == Op::Or) {
            const Truth right = take();
            const Truth left = take();
            results.append(step.op == Op::And ? std::min(left, right) : std::max(left, right));
        } else {
            results.append(compare(step, knownOf(step.fact, own, shared)));
        }
    }
    return take();
}

QString expressionFault(const QString &text)
{
    const auto expression = parseExpression(text);
    return expression ? QString() : expression.error().detail;
}

QString messageFault(const QString &message, const Expression &expression)
{
    auto matches = placeholder().globalMatch(message);
    QStringList known = factNames();
    known.erase(std::remove_if(known.begin(), known.end(),
                               [&expression](const QString &name) {
                                   return !expression.kinds.contains(name.section(u'.', 0, 0));
                               }),
                known.end());
    while (matches.hasNext()) {
        const QString name = matches.next().captured(1);
        if (!known.contains(name)) {
            return u"{%1} is not known here; there are: %2"_s.arg(name, known.join(u", "_s));
        }
    }
    return {};
}

QString filled(const QString &message, const Facts &own, const Facts &shared)
{
    QString result;
    qsizetype from = 0;
    auto matches = placeholder().globalMatch(message);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        result += QStringView(message).mid(from, match.capturedStart() - from);
        result += textOf(knownOf(match.captured(1), own, shared));
        from = match.capturedEnd();
    }
    return result + QStringView(message).mid(from);
}

} // namespace alerts
