// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/contract.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scenario {

namespace {

using Kind = OrderedJson::Kind;

QString nameOf(Kind kind)
{
    switch (kind) {
    case Kind::Null:
        return u"null"_s;
    case Kind::Bool:
        return u"bool"_s;
    case Kind::Integer:
        return u"integer"_s;
    case Kind::Float:
        return u"number"_s;
    case Kind::Text:
        return u"text"_s;
    case Kind::Array:
        return u"list"_s;
    case Kind::Object:
        return u"object"_s;
    }
    return {};
}

bool isTime(const QString &text)
{
    static const QRegularExpression iso(uR"(^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$)"_s);
    return iso.match(text).hasMatch();
}

class Comparison
{
public:
    explicit Comparison(const Freedom &freedom)
        : m_freedom(freedom)
    { }

    /// `shapes` are the examples of one place: one, or the elements of a list.
    void compare(const QList<OrderedJson> &shapes, const OrderedJson &actual, const QString &path)
    {
        checkWord(actual, path);
        if (m_freedom.open.contains(path) || !checkKind(shapes, actual, path)) {
            return;
        }
        if (actual.kind == Kind::Object) {
            compareObject(shapes, actual, path);
        } else if (actual.kind == Kind::Array) {
            compareList(shapes, actual, path);
        } else if (actual.kind == Kind::Text && isTime(shapes.first().text)
                   && !isTime(actual.text)) {
            fault(path, u"'%1' is no time"_s.arg(actual.text));
        }
    }

    QStringList faults() const { return m_faults; }

private:
    void fault(const QString &path, const QString &text)
    {
        m_faults.append((path.isEmpty() ? u"(root)"_s : path) + u": "_s + text);
    }

    void checkWord(const OrderedJson &actual, const QString &path)
    {
        const QStringList words = m_freedom.words.value(path);
        if (!words.isEmpty() && actual.kind == Kind::Text && !words.contains(actual.text)) {
            fault(path, u"'%1' is not documented"_s.arg(actual.text));
        }
    }

    bool isAllowed(Kind kind, const QList<OrderedJson> &shapes, const QString &path) const
    {
        if (kind == Kind::Null && m_freedom.nullable.contains(path)) {
            return true;
        }
        const bool isSilent = std::all_of(shapes.begin(), shapes.end(), [](const auto &shape) {
            return shape.kind == Kind::Null;
        });
        // Nothing but null in the example stands for a text that is not there just now.
        return (isSilent && kind == Kind::Text)
            || std::any_of(shapes.begin(), shapes.end(), [kind](const OrderedJson &shape) {
                   return shape.kind == kind
                       || (shape.kind == Kind::Float && kind == Kind::Integer);
               });
    }

    bool checkKind(const QList<OrderedJson> &shapes, const OrderedJson &actual, const QString &path)
    {
        if (isAllowed(actual.kind, shapes, path)) {
            return actual.kind != Kind::Null;
        }
        fault(path, u"is %1 instead of %2"_s.arg(nameOf(actual.kind), nameOf(shapes.first().kind)));
        return false;
    }

    void compareObject(const QList<OrderedJson> &shapes, const OrderedJson &actual,
                       const QString &path)
    {
        if (QSet<QString>(actual.keys.begin(), actual.keys.end()).size() != actual.keys.size()) {
            fault(path, u"has a key twice"_s);
        }
        const QStringList documented = firstObject(shapes).keys;
        QStringList found;
        std::copy_if(actual.keys.begin(), actual.keys.end(), std::back_inserter(found),
                     [&](const QString &key) { return documented.contains(key); });
        if (found != documented) {
            fault(path,
                  u"has the keys %1 instead of %2"_s.arg(found.join(u' '), documented.join(u' ')));
        }
        for (const QString &key : found) {
            compare(under(shapes, key), *actual.find(key),
                    path.isEmpty() ? key : path + u'.' + key);
        }
    }

    void compareList(const QList<OrderedJson> &shapes, const OrderedJson &actual,
                     const QString &path)
    {
        QList<OrderedJson> elements;
        for (const OrderedJson &shape : shapes) {
            elements += shape.values;
        }
        if (elements.isEmpty()) {
            return;
        }
        if (actual.values.isEmpty() && !m_freedom.maybeEmpty.contains(path)) {
            fault(path, u"is empty, so nothing was compared"_s);
        }
        for (const OrderedJson &element : actual.values) {
            compare(elements, element, path + u"[]"_s);
        }
    }

    static OrderedJson firstObject(const QList<OrderedJson> &shapes)
    {
        const auto found = std::find_if(shapes.begin(), shapes.end(), [](const auto &shape) {
            return shape.kind == Kind::Object;
        });
        return found == shapes.end() ? OrderedJson() : *found;
    }

    static QList<OrderedJson> under(const QList<OrderedJson> &shapes, const QString &key)
    {
        QList<OrderedJson> found;
        for (const OrderedJson &shape : shapes) {
            if (const OrderedJson *value = shape.find(key)) {
                found.append(*value);
            }
        }
        // A text first: it tells whether times are meant.
        std::stable_partition(found.begin(), found.end(),
                              [](const auto &shape) { return shape.kind != Kind::Null; });
        return found;
    }

    const Freedom &m_freedom;
    QStringList m_faults;
};

} // namespace

QStringList differences(const OrderedJson &example, const OrderedJson &answer,
                        const Freedom &freedom)
{
    Comparison comparison(freedom);
    comparison.compare({example}, answer, {});
    return comparison.faults();
}

} // namespace scenario
