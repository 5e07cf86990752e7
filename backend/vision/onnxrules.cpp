// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/onnxrules.h"

#include <QList>

#include <optional>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace vision {

namespace {

constexpr int UsualSide = 640;
constexpr quint64 MinSide = 16;
constexpr quint64 MaxSide = 4096;
constexpr int ModelGraph = 7;
constexpr int GraphInput = 11;

Error bad(const QString &reason)
{
    return {.kind = ErrorKind::BadRequest, .detail = reason};
}

/// One field of a message: its number, and its value or its bytes.
struct WireField
{
    quint64 number = 0;
    quint64 value = 0;
    QByteArrayView bytes = {};
};

/// Takes a number of seven bits a byte from the front; nothing when there is no whole one.
std::optional<quint64> takeVarint(QByteArrayView &rest)
{
    quint64 value = 0;
    for (qsizetype i = 0; i < rest.size() && i < 10; ++i) {
        const auto byte = static_cast<quint8>(rest.at(i));
        value |= quint64{byte & 0x7fU} << (7U * static_cast<unsigned>(i));
        if ((byte & 0x80U) == 0) {
            rest = rest.sliced(i + 1);
            return value;
        }
    }
    return std::nullopt;
}

std::optional<QByteArrayView> takeBytes(QByteArrayView &rest, quint64 size)
{
    if (size > static_cast<quint64>(rest.size())) {
        return std::nullopt;
    }
    const QByteArrayView bytes = rest.first(static_cast<qsizetype>(size));
    rest = rest.sliced(static_cast<qsizetype>(size));
    return bytes;
}

/// Takes the next field; nothing when the message is broken.
std::optional<WireField> takeField(QByteArrayView &rest)
{
    const auto key = takeVarint(rest);
    if (!key) {
        return std::nullopt;
    }
    WireField field{.number = *key >> 3U};
    std::optional<quint64> size;
    switch (*key & 7U) {
    case 0: {
        const auto value = takeVarint(rest);
        field.value = value.value_or(0);
        return value ? std::optional(field) : std::nullopt;
    }
    case 1:
        size = 8;
        break;
    case 2:
        size = takeVarint(rest);
        break;
    case 5:
        size = 4;
        break;
    default:
        return std::nullopt;
    }
    const auto bytes = size ? takeBytes(rest, *size) : std::nullopt;
    field.bytes = bytes.value_or(QByteArrayView());
    return bytes ? std::optional(field) : std::nullopt;
}

/// The fields with that number; nothing when the message is broken.
std::optional<QList<WireField>> fieldsOf(QByteArrayView message, quint64 number)
{
    QList<WireField> fields;
    while (!message.isEmpty()) {
        const auto field = takeField(message);
        if (!field) {
            return std::nullopt;
        }
        if (field->number == number) {
            fields.append(*field);
        }
    }
    return fields;
}

/// The sides of a declared input, 0 where one is open; empty when it is not a tensor.
QList<quint64> sidesOf(QByteArrayView input)
{
    // ValueInfoProto.type, TypeProto.tensor_type, Tensor.shape
    for (const quint64 number : {2U, 1U, 2U}) {
        const auto fields = fieldsOf(input, number);
        if (!fields || fields->isEmpty()) {
            return {};
        }
        input = fields->first().bytes;
    }
    QList<quint64> sides;
    const auto dimensions = fieldsOf(input, 1);
    for (const WireField &dimension : dimensions.value_or(QList<WireField>())) {
        const auto values = fieldsOf(dimension.bytes, 1);
        sides.append(values && !values->isEmpty() ? values->first().value : 0);
    }
    return sides;
}

bool isUsable(quint64 side)
{
    return side == 0 || (side >= MinSide && side <= MaxSide);
}

int sideOr(quint64 side)
{
    return side == 0 ? UsualSide : static_cast<int>(side);
}

} // namespace

Result<cv::Size> inputSizeOf(QByteArrayView model)
{
    const auto graphs = fieldsOf(model, ModelGraph);
    if (!graphs || graphs->isEmpty()) {
        return bad(u"it is not an ONNX model, or cut off"_s);
    }
    const auto inputs = fieldsOf(graphs->first().bytes, GraphInput);
    if (!inputs) {
        return bad(u"its graph cannot be read"_s);
    }
    // Old models list their weights as inputs too.
    for (const WireField &input : *inputs) {
        const QList<quint64> sides = sidesOf(input.bytes);
        if (sides.size() == 4 && sides.at(1) == 3 && isUsable(sides.at(2))
            && isUsable(sides.at(3))) {
            return cv::Size(sideOr(sides.at(3)), sideOr(sides.at(2)));
        }
    }
    return bad(u"it takes no images: no input of the shape [N,3,height,width]"_s);
}

} // namespace vision
