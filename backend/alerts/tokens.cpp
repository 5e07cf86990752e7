// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/alerts/tokens.h"

using namespace Qt::StringLiterals;

namespace alerts {

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isNameStart(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
}

bool isNamePart(QChar c)
{
    return isNameStart(c) || isDigit(c) || c == u'.';
}

/// Where the run ends that begins at `from`.
template<typename Belongs>
qsizetype endOf(const QString &text, qsizetype from, Belongs belongs)
{
    qsizetype at = from;
    while (at < text.size() && belongs(text.at(at))) {
        ++at;
    }
    return at;
}

protocol::Result<Token> quoted(const QString &text, qsizetype from)
{
    const QChar quote = text.at(from);
    Token token{.kind = Token::Kind::Text, .column = from + 1};
    for (qsizetype at = from + 1; at < text.size(); ++at) {
        if (text.at(at) == quote) {
            return token;
        }
        const bool isEscape = text.at(at) == u'\\' && at + 1 < text.size();
        at += isEscape ? 1 : 0;
        token.text += text.at(at);
    }
    return faultAt(from + 1, u"a text has no end: %1 is missing"_s.arg(quote));
}

Token taken(Token::Kind kind, const QString &text, qsizetype from, qsizetype end)
{
    return {.kind = kind, .text = text.mid(from, end - from), .column = from + 1};
}

protocol::Result<Token> number(const QString &text, qsizetype from)
{
    const qsizetype end =
        endOf(text, from + 1, [](QChar c) { return isNamePart(c); }); // 5s is no number
    Token token = taken(Token::Kind::Number, text, from, end);
    bool isNumber = false;
    static_cast<void>(token.text.toDouble(&isNumber));
    if (!isNumber) {
        return faultAt(token.column, u"%1 is not a number"_s.arg(token.text));
    }
    return token;
}

/// A sign that is none, with what was meant where that is known.
protocol::Error unknownSign(const QString &text, qsizetype from)
{
    const QString two = text.mid(from, 2);
    const QChar one = text.at(from);
    QString meant;
    if (two == u"&&" || two == u"||") {
        meant = one == u'&' ? u"and"_s : u"or"_s;
    } else if (one == u'=' || one == u'!') {
        meant = one == u'=' ? u"=="_s : u"not, or !="_s;
    }
    return meant.isEmpty()
        ? faultAt(from + 1, u"unknown sign %1"_s.arg(one))
        : faultAt(from + 1, u"unknown sign %1; did you mean %2?"_s.arg(one, meant));
}

protocol::Result<Token> sign(const QString &text, qsizetype from)
{
    const QString two = text.mid(from, 2);
    if (two == u"==" || two == u"!=" || two == u"<=" || two == u">=") {
        return taken(Token::Kind::Operator, text, from, from + 2);
    }
    const QChar one = text.at(from);
    if (one == u'<' || one == u'>') {
        return taken(Token::Kind::Operator, text, from, from + 1);
    }
    if (one == u'(' || one == u')') {
        return taken(one == u'(' ? Token::Kind::Open : Token::Kind::Close, text, from, from + 1);
    }
    return unknownSign(text, from);
}

protocol::Result<Token> tokenAt(const QString &text, qsizetype from)
{
    const QChar first = text.at(from);
    if (first == u'"' || first == u'\'') {
        return quoted(text, from);
    }
    if (isNameStart(first)) {
        return taken(Token::Kind::Name, text, from, endOf(text, from, isNamePart));
    }
    const bool isSigned = first == u'-' && from + 1 < text.size() && isDigit(text.at(from + 1));
    return isSigned || isDigit(first) ? number(text, from) : sign(text, from);
}

/// How many characters of the text a token takes; escapes make it longer than it reads.
qsizetype lengthOf(const QString &text, const Token &token)
{
    if (token.kind != Token::Kind::Text) {
        return token.text.size();
    }
    const QChar quote = text.at(token.column - 1);
    qsizetype at = token.column;
    while (text.at(at) != quote) {
        at += text.at(at) == u'\\' ? 2 : 1;
    }
    return at + 1 - (token.column - 1);
}

} // namespace

protocol::Error faultAt(qsizetype column, const QString &what)
{
    return {protocol::ErrorKind::BadRequest,
            u"%1 (column %2)"_s.arg(what, QString::number(column))};
}

protocol::Result<QList<Token>> tokensOf(const QString &text)
{
    QList<Token> tokens;
    const auto isSpace = [](QChar c) { return c.isSpace(); };
    for (qsizetype at = endOf(text, 0, isSpace); at < text.size(); at = endOf(text, at, isSpace)) {
        const auto token = tokenAt(text, at);
        if (!token) {
            return token.error();
        }
        tokens.append(token.value());
        at += lengthOf(text, token.value());
    }
    tokens.append(Token{.column = text.size() + 1});
    return tokens;
}

} // namespace alerts
