// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/orderedjson.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <utility>

using namespace Qt::StringLiterals;

namespace scenario {

namespace {

using Kind = OrderedJson::Kind;

// Relies on QJsonDocument having accepted the bytes: it only has to find its way.
class Reader
{
public:
    explicit Reader(QByteArray bytes)
        : m_bytes(std::move(bytes))
    { }

    OrderedJson value()
    {
        skipBlanks();
        switch (m_bytes.at(m_at)) {
        case '{':
            return compound(Kind::Object, '}');
        case '[':
            return compound(Kind::Array, ']');
        case '"':
            return {.kind = Kind::Text, .text = quoted()};
        default:
            return scalar();
        }
    }

private:
    void skipBlanks()
    {
        while (m_at < m_bytes.size() && QByteArrayView(" \t\r\n").contains(m_bytes.at(m_at))) {
            ++m_at;
        }
    }

    OrderedJson compound(Kind kind, char end)
    {
        OrderedJson result{.kind = kind};
        ++m_at;
        skipBlanks();
        while (m_bytes.at(m_at) != end) {
            if (kind == Kind::Object) {
                result.keys.append(quoted());
                skipBlanks();
                ++m_at; // the colon
            }
            result.values.append(value());
            skipBlanks();
            m_at += m_bytes.at(m_at) == ',' ? 1 : 0;
            skipBlanks();
        }
        ++m_at;
        return result;
    }

    QString quoted()
    {
        const qsizetype start = m_at++;
        while (m_bytes.at(m_at) != '"') {
            m_at += m_bytes.at(m_at) == '\\' ? 2 : 1;
        }
        ++m_at;
        const QByteArray literal = m_bytes.sliced(start, m_at - start);
        return QJsonDocument::fromJson('[' + literal + ']').array().at(0).toString();
    }

    OrderedJson scalar()
    {
        const qsizetype start = m_at;
        while (m_at < m_bytes.size() && !QByteArrayView(",]} \t\r\n").contains(m_bytes.at(m_at))) {
            ++m_at;
        }
        const QString text = QString::fromLatin1(m_bytes.sliced(start, m_at - start));
        if (text == u"null") {
            return {.kind = Kind::Null, .text = text};
        }
        if (text == u"true" || text == u"false") {
            return {.kind = Kind::Bool, .text = text};
        }
        const bool isInteger = !text.contains(u'.') && !text.contains(u'e', Qt::CaseInsensitive);
        return {.kind = isInteger ? Kind::Integer : Kind::Float, .text = text};
    }

    QByteArray m_bytes;
    qsizetype m_at = 0;
};

} // namespace

const OrderedJson *OrderedJson::find(const QString &key) const
{
    const qsizetype at = keys.indexOf(key);
    return at < 0 ? nullptr : &values.at(at);
}

std::optional<OrderedJson> readOrdered(const QByteArray &bytes)
{
    if (QJsonDocument::fromJson(bytes).isNull()) {
        return {};
    }
    return Reader(bytes).value();
}

} // namespace scenario
