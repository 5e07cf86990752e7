// SPDX-License-Identifier: GPL-3.0-or-later
// From the text of a condition to the steps of its evaluation: recursive descent of bounded depth.
#include "backend/alerts/alertexpression.h"
#include "backend/alerts/comparisonrules.h"
#include "backend/protocol/nearest.h"

#include <array>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace alerts {

namespace {

using Op = Expression::Op;
using Fault = std::optional<protocol::Error>;

constexpr std::array<std::pair<QStringView, Op>, 7> Operators{{{u"==", Op::Equal},
                                                               {u"!=", Op::NotEqual},
                                                               {u"<", Op::Less},
                                                               {u"<=", Op::LessOrEqual},
                                                               {u">", Op::Greater},
                                                               {u">=", Op::GreaterOrEqual},
                                                               {u"contains", Op::Contains}}};

bool isReserved(const Token &token)
{
    for (const QStringView word : {u"and", u"or", u"not", u"contains", u"true", u"false"}) {
        if (token.is(word)) {
            return true;
        }
    }
    return false;
}

class Parser final
{
public:
    explicit Parser(QList<Token> tokens)
        : m_tokens(std::move(tokens))
    { }

    Fault whole(Expression &expression)
    {
        if (Fault fault = alternatives(0)) {
            return fault;
        }
        const Token &rest = peek();
        if (rest.kind != Token::Kind::End) {
            return faultAt(rest.column, u"expected and, or, or the end, not %1"_s.arg(shown(rest)));
        }
        expression.steps = m_steps;
        expression.kinds = m_kinds;
        expression.kind = m_kind.isEmpty() ? m_kinds.first() : m_kind;
        return {};
    }

private:
    const Token &peek() const { return m_tokens.at(m_at); }

    Token next()
    {
        return m_tokens.at(m_at + 1 < m_tokens.size() ? m_at++ : m_at); // nothing is behind the end
    }

    Fault alternatives(int depth)
    {
        Fault fault = parts(depth);
        while (!fault && peek().is(u"or")) {
            next();
            fault = parts(depth);
            m_steps.append({.op = Op::Or});
        }
        return fault;
    }

    Fault parts(int depth)
    {
        Fault fault = part(depth);
        while (!fault && peek().is(u"and")) {
            next();
            fault = part(depth);
            m_steps.append({.op = Op::And});
        }
        return fault;
    }

    Fault part(int depth)
    {
        const Token &first = peek();
        if (depth >= MaxExpressionDepth) {
            return faultAt(first.column, u"is nested more than %1 deep"_s.arg(MaxExpressionDepth));
        }
        if (first.is(u"not")) {
            next();
            Fault fault = part(depth + 1);
            m_steps.append({.op = Op::Not});
            return fault;
        }
        return first.kind == Token::Kind::Open ? grouped(depth) : comparison();
    }

    Fault grouped(int depth)
    {
        const Token open = next();
        if (Fault fault = alternatives(depth + 1)) {
            return fault;
        }
        if (const Token close = next(); close.kind != Token::Kind::Close) {
            return faultAt(close.column,
                           u"expected ) for the ( of column %1, not %2"_s.arg(
                               QString::number(open.column), shown(close)));
        }
        return {};
    }

    Fault comparison()
    {
        const Token token = next();
        if (token.kind != Token::Kind::Name || isReserved(token)) {
            return faultAt(token.column,
                           u"expected a fact such as worker.status, not %1"_s.arg(shown(token)));
        }
        const FactName *fact = nullptr;
        if (Fault fault = find(token, &fact)) {
            return fault;
        }
        const Token sign = peek();
        if (sign.kind == Token::Kind::Operator || sign.is(u"contains")) {
            next();
            return compared(token.text, *fact, sign);
        }
        if (fact->type != FactType::Flag) {
            return faultAt(sign.column,
                           u"expected a comparison after %1, such as %2, not %3"_s.arg(
                               token.text, exampleOf(token.text, *fact), shown(sign)));
        }
        m_steps.append({.op = Op::Equal, .fact = token.text, .value = true});
        return {};
    }

    Fault compared(const QString &name, const FactName &fact, const Token &sign)
    {
        Op op = Op::Equal;
        for (const auto &[text, known] : Operators) {
            op = sign.text == text ? known : op;
        }
        if (QString fault = operatorFault(name, fact, op, sign.text); !fault.isEmpty()) {
            return faultAt(sign.column, fault);
        }
        const Token value = next();
        if (QString fault = valueFault(name, fact, value); !fault.isEmpty()) {
            return faultAt(value.column, fault);
        }
        m_steps.append({.op = op, .fact = name, .value = valueOf(value)});
        return {};
    }

    Fault find(const Token &token, const FactName **found)
    {
        const qsizetype dot = token.text.indexOf(u'.');
        const Kind *kind = kindOf(QStringView(token.text).left(dot));
        *found = kind && dot > 0 ? factOf(*kind, QStringView(token.text).mid(dot + 1)) : nullptr;
        if (*found) {
            return about(*kind, token.column);
        }
        const QString meant = protocol::nearest(token.text, factNames());
        const QString unknown = u"there is no fact %1"_s.arg(token.text);
        return faultAt(token.column,
                       meant.isEmpty() ? unknown : unknown + u"; did you mean %1?"_s.arg(meant));
    }

    /// Every subject of a rule is one thing, so only one kind may have many.
    Fault about(const Kind &kind, qsizetype column)
    {
        const QString name = kind.name.toString();
        if (!m_kinds.contains(name)) {
            m_kinds.append(name);
        }
        if (kind.number == Number::One || m_kind == name) {
            return {};
        }
        if (!m_kind.isEmpty()) {
            return faultAt(column,
                           u"a rule is about one thing: %1, so not %2 too"_s.arg(m_kind, name));
        }
        m_kind = name;
        return {};
    }

    QList<Token> m_tokens;
    qsizetype m_at = 0;
    QList<Expression::Step> m_steps = {};
    QStringList m_kinds = {};
    QString m_kind = {}; ///< of which there are many
};

} // namespace

protocol::Result<Expression> parseExpression(const QString &text)
{
    if (text.trimmed().isEmpty()) {
        return protocol::Error{protocol::ErrorKind::BadRequest,
                               u"must be a condition such as worker.status == \"failed\""_s};
    }
    if (text.size() > MaxExpressionLength) {
        return protocol::Error{protocol::ErrorKind::BadRequest,
                               u"must have at most %1 characters"_s.arg(MaxExpressionLength)};
    }
    auto tokens = tokensOf(text);
    if (!tokens) {
        return tokens.error();
    }
    Expression expression{.text = text};
    if (const Fault fault = Parser(std::move(tokens.value())).whole(expression)) {
        return *fault;
    }
    return expression;
}

} // namespace alerts
