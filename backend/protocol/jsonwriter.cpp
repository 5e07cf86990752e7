// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/jsonwriter.h"

#include <QJsonArray>
#include <QJsonObject>

#include <cmath>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace protocol {

struct JsonWriter::Private
{
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer, rapidjson::UTF16<char16_t>, rapidjson::UTF8<>>
        writer{buffer};
};

namespace {

// A lone surrogate would end the writer's transcoding half-way: such text is mended first.
bool isWhole(QStringView text)
{
    return text.isValidUtf16();
}

} // namespace

JsonWriter::JsonWriter()
    : m_d(std::make_unique<Private>())
{ }

JsonWriter::~JsonWriter() = default;
JsonWriter::JsonWriter(JsonWriter &&) noexcept = default;
JsonWriter &JsonWriter::operator=(JsonWriter &&) noexcept = default;

JsonWriter &JsonWriter::beginObject()
{
    m_d->writer.StartObject();
    return *this;
}

JsonWriter &JsonWriter::endObject()
{
    m_d->writer.EndObject();
    return *this;
}

JsonWriter &JsonWriter::beginArray()
{
    m_d->writer.StartArray();
    return *this;
}

JsonWriter &JsonWriter::endArray()
{
    m_d->writer.EndArray();
    return *this;
}

JsonWriter &JsonWriter::key(QStringView name)
{
    if (!isWhole(name)) {
        const QString mended = QString::fromUtf8(name.toUtf8());
        m_d->writer.Key(mended.utf16() ? reinterpret_cast<const char16_t *>(mended.utf16()) : u"",
                        static_cast<rapidjson::SizeType>(mended.size()));
        return *this;
    }
    m_d->writer.Key(name.isEmpty() ? u"" : name.utf16(),
                    static_cast<rapidjson::SizeType>(name.size()));
    return *this;
}

void JsonWriter::value(QStringView text)
{
    if (!isWhole(text)) {
        value(QStringView(QString::fromUtf8(text.toUtf8())));
        return;
    }
    m_d->writer.String(text.isEmpty() ? u"" : text.utf16(),
                       static_cast<rapidjson::SizeType>(text.size()));
}

void JsonWriter::value(bool flag)
{
    m_d->writer.Bool(flag);
}

void JsonWriter::value(qint64 number)
{
    m_d->writer.Int64(number);
}

void JsonWriter::value(double number)
{
    if (std::isfinite(number)) {
        m_d->writer.Double(number);
    } else {
        m_d->writer.Null();
    }
}

void JsonWriter::value(WallTime time)
{
    value(QStringView(toIso(time)));
}

void JsonWriter::value(std::nullptr_t)
{
    m_d->writer.Null();
}

// NOLINTNEXTLINE(misc-no-recursion): the depth is that of the document, which its parser has
// bounded
void JsonWriter::value(const QJsonValue &json)
{
    switch (json.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        value(nullptr);
        return;
    case QJsonValue::Bool:
        value(json.toBool());
        return;
    case QJsonValue::Double:
        if (json.toVariant().typeId() == QMetaType::LongLong) {
            value(json.toInteger());
        } else {
            value(json.toDouble());
        }
        return;
    case QJsonValue::String:
        value(json.toString());
        return;
    case QJsonValue::Array: {
        beginArray();
        const QJsonArray array = json.toArray();
        for (const auto &item : array) {
            value(item);
        }
        endArray();
        return;
    }
    case QJsonValue::Object: {
        beginObject();
        const QJsonObject object = json.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            key(it.key());
            value(QJsonValue(it.value()));
        }
        endObject();
        return;
    }
    }
}

QByteArray JsonWriter::bytes() const
{
    return {m_d->buffer.GetString(), static_cast<qsizetype>(m_d->buffer.GetSize())};
}

} // namespace protocol
