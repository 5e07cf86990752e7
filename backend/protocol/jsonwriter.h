// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/clock.h"

#include <QByteArray>
#include <QJsonValue>
#include <QStringView>

#include <memory>
#include <optional>
#include <type_traits>

namespace protocol {

/// Writes one JSON document with its keys in the order of the calls (QJsonObject would sort them).
///
/// Nothing to write is null, never an omitted key and never 0. Numbers that are not finite become
/// null.
class JsonWriter final
{
public:
    JsonWriter();
    ~JsonWriter();
    JsonWriter(JsonWriter &&) noexcept;
    JsonWriter &operator=(JsonWriter &&) noexcept;
    JsonWriter(const JsonWriter &) = delete;
    JsonWriter &operator=(const JsonWriter &) = delete;

    JsonWriter &beginObject();
    JsonWriter &endObject();
    JsonWriter &beginArray();
    JsonWriter &endArray();
    JsonWriter &key(QStringView name);

    void value(QStringView text);

    void value(const QString &text) { value(QStringView(text)); }

    void value(bool flag);
    void value(qint64 number);

    void value(int number) { value(static_cast<qint64>(number)); }

    void value(double number);
    void value(WallTime time);
    void value(const QJsonValue &json);
    void value(std::nullptr_t);

    template<typename T>
    void value(const std::optional<T> &maybe)
    {
        if (maybe) {
            value(*maybe);
        } else {
            value(nullptr);
        }
    }

    /// key and value in one call.
    template<typename T>
    JsonWriter &field(QStringView name, const T &content)
    {
        key(name);
        value(content);
        return *this;
    }

    /// The document so far, UTF-8, without white space.
    QByteArray bytes() const;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace protocol
