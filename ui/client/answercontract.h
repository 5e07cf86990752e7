// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <cstddef>
#include <optional>
#include <vector>

namespace ui {

/// What the backend's answers look like, as far as this console knows. A key that is missing or of
/// another kind would be shown as 0 or as nothing, so such an answer is not shown at all.
///
/// Words that it does not know and keys that it does not read are no faults: a newer backend may
/// have them. Reads the resource contract/answers.json, which is cut out of the backend's
/// /openapi.json.
class AnswerContract final
{
public:
    AnswerContract();
    /// {"paths": {PATH: {STATUS: schema}}, "schemas": {NAME: schema}}
    explicit AnswerContract(const QJsonObject &document);

    /// What is not as documented in the answer to GET `path` (with or without its query): the key
    /// and what is wrong, in one sentence. Nothing when all is well or nothing is documented.
    std::optional<QString> fault(const QString &path, int status, const QJsonObject &body) const;

private:
    enum class Kind
    {
        Any,
        Boolean,
        Integer,
        Number,
        Text,
        Time,
        List,
        Map,
        Object,
    };

    struct Field
    {
        QString name = {};
        std::size_t shape = 0;
        bool isRequired = false;
    };

    struct Shape
    {
        Kind kind = Kind::Any;
        bool isNullable = false;
        std::optional<double> least = {};
        std::optional<double> most = {};
        std::size_t items = 0; ///< of a list or a map
        std::vector<Field> fields = {}; ///< of an object
    };

    struct Route
    {
        QStringList segments = {}; ///< "{…}" stands for anything
        QHash<int, std::size_t> answers = {}; ///< by status
    };

    std::size_t shapeOf(const QJsonObject &schema);
    std::size_t namedShape(const QString &name);
    static Kind kindOf(const QString &type, const QJsonObject &schema);
    static bool fits(const Shape &shape, const QJsonValue &value);
    const Route *routeOf(const QString &path) const;

    /// Where a value is not as documented: its key is put together on the way back.
    struct Fault
    {
        QString key = {};
        QJsonValue value = QJsonValue::Undefined; ///< undefined: it is missing

        /// The same as told of from one level above.
        Fault in(const QString &above) const;
    };

    std::optional<Fault> look(std::size_t shape, const QJsonValue &value) const;
    std::optional<Fault> lookAtFields(const Shape &shape, const QJsonObject &object) const;
    std::optional<Fault> lookAtItems(const Shape &shape, const QJsonValue &value) const;

    QJsonObject m_schemas; ///< only while it is made
    QHash<QString, std::size_t> m_named;
    std::vector<Shape> m_shapes;
    QHash<QString, Route> m_routes; ///< those without braces, by their path
    std::vector<Route> m_patterns;
};

} // namespace ui
