// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/alerts/comparisonrules.h"

using namespace Qt::StringLiterals;

namespace alerts {

using Op = Expression::Op;

QString shown(const Token &token)
{
    return token.kind == Token::Kind::End ? u"the end"_s
        : token.kind == Token::Kind::Text ? u'"' + token.text + u'"'
                                          : token.text;
}

QString exampleOf(const QString &name, const FactName &fact)
{
    switch (fact.type) {
    case FactType::Number:
        return name + u" >= 10"_s;
    case FactType::Flag:
        return name;
    case FactType::Text:
        return name + u" == \"…\""_s;
    case FactType::Word:
    case FactType::Level:
        return u"%1 == \"%2\""_s.arg(name, fact.words.toString().section(u'|', 0, 0));
    }
    return name;
}

QString operatorFault(const QString &name, const FactName &fact, Op op, const QString &sign)
{
    const bool isEquality = op == Op::Equal || op == Op::NotEqual;
    const bool isOrdered = fact.type == FactType::Number || fact.type == FactType::Level;
    if (op == Op::Contains) {
        return fact.type == FactType::Text ? QString() : u"%1 is no text"_s.arg(name);
    }
    return isEquality || isOrdered
        ? QString()
        : u"%1 has no order: compare it with == or !=, not %2"_s.arg(name, sign);
}

QJsonValue valueOf(const Token &token)
{
    switch (token.kind) {
    case Token::Kind::Number:
        return token.text.toDouble();
    case Token::Kind::Text:
        return token.text;
    case Token::Kind::Name:
        return token.is(u"true") || token.is(u"false") ? QJsonValue(token.is(u"true"))
                                                       : QJsonValue();
    case Token::Kind::End:
    case Token::Kind::Operator:
    case Token::Kind::Open:
    case Token::Kind::Close:
        break;
    }
    return {};
}

QString valueFault(const QString &name, const FactName &fact, const Token &token)
{
    const QJsonValue value = valueOf(token);
    const QStringList words = fact.words.toString().split(u'|');
    switch (fact.type) {
    case FactType::Number:
        return value.isDouble() ? QString() : u"%1 is a number, not %2"_s.arg(name, shown(token));
    case FactType::Flag:
        return value.isBool() ? QString()
                              : u"%1 is true or false, not %2"_s.arg(name, shown(token));
    case FactType::Text:
        return value.isString() ? QString()
                                : u"%1 is a text in quotes, not %2"_s.arg(name, shown(token));
    case FactType::Word:
    case FactType::Level:
        return value.isString() && words.contains(value.toString())
            ? QString()
            : u"%1 is one of \"%2\", not %3"_s.arg(name, words.join(u"\", \""_s), shown(token));
    }
    return {};
}

} // namespace alerts
