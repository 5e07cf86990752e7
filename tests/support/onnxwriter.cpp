// SPDX-License-Identifier: GPL-3.0-or-later
// Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
#include "tests/support/onnxwriter.h"

#include <cstring>

namespace support {

namespace {

constexpr int Cells = 16; ///< 4 x 4, what is left of 32 x 32 after the pooling

QByteArray varint(quint64 value)
{
    QByteArray bytes;
    for (; value >= 0x80; value >>= 7U) {
        bytes += static_cast<char>((value & 0x7fU) | 0x80U);
    }
    return bytes + static_cast<char>(value);
}

QByteArray number(quint64 field, quint64 value)
{
    return varint(field << 3U) + varint(value);
}

QByteArray bytes(quint64 field, const QByteArray &content)
{
    return varint((field << 3U) | 2U) + varint(static_cast<quint64>(content.size())) + content;
}

/// AttributeProto with several integers.
QByteArray integers(const QByteArray &name, const QList<int> &values)
{
    QByteArray attribute = bytes(1, name);
    for (const int value : values) {
        attribute += number(8, static_cast<quint64>(value));
    }
    return bytes(5, attribute + number(20, 7));
}

/// NodeProto.
QByteArray node(const QByteArray &operation, const QByteArrayList &inputs, const QByteArray &output,
                const QByteArray &attributes = {})
{
    QByteArray content;
    for (const QByteArray &input : inputs) {
        content += bytes(1, input);
    }
    return bytes(1,
                 content + bytes(2, output) + bytes(3, output) + bytes(4, operation) + attributes);
}

/// TensorProto of 32-bit numbers.
QByteArray floats(const QByteArray &name, const QList<int> &sides, const QList<float> &values)
{
    QByteArray tensor;
    for (const int side : sides) {
        tensor += number(1, static_cast<quint64>(side));
    }
    QByteArray raw(values.size() * qsizetype{sizeof(float)}, '\0');
    std::memcpy(raw.data(), values.constData(), static_cast<size_t>(raw.size()));
    return bytes(5, tensor + number(2, 1) + bytes(8, name) + bytes(9, raw));
}

/// TensorProto of a shape.
QByteArray shape(const QByteArray &name, const QList<qint64> &values)
{
    QByteArray raw(values.size() * qsizetype{sizeof(qint64)}, '\0');
    std::memcpy(raw.data(), values.constData(), static_cast<size_t>(raw.size()));
    return bytes(5,
                 number(1, static_cast<quint64>(values.size())) + number(2, 7) + bytes(8, name)
                     + bytes(9, raw));
}

/// ValueInfoProto of 32-bit numbers; a side of 0 is left open.
QByteArray value(const QByteArray &name, const QList<int> &sides)
{
    QByteArray dimensions;
    for (const int side : sides) {
        dimensions += bytes(1, side > 0 ? number(1, static_cast<quint64>(side)) : bytes(2, "open"));
    }
    return bytes(1, name) + bytes(2, bytes(1, number(1, 1) + bytes(2, dimensions)));
}

/// What each output number is: a constant, and how much of red, green and blue is added.
struct Channels
{
    QList<float> weights = {};
    QList<float> constants = {};

    void add(float constant, const QList<float> &colours)
    {
        constants.append(constant);
        weights.append(colours);
    }
};

Channels channelsOf(const TinyYolo &model)
{
    Channels channels;
    for (const float figure : model.box) {
        channels.add(figure, {0, 0, 0});
    }
    if (model.rows) {
        channels.add(1, {0, 0, 0}); // objectness
    }
    // The grey round the image (0.45) is to be below 0, the pure colour 1.
    for (int type = 0; type < model.classes; ++type) {
        channels.add(-1, {type == 0 ? 2.0F : 0.0F, type == 1 ? 2.0F : 0.0F, 0});
    }
    return channels;
}

} // namespace

QByteArray onnxOf(const TinyYolo &model)
{
    const Channels channels = channelsOf(model);
    const auto count = static_cast<int>(channels.constants.size());
    const QList<int> output =
        model.rows ? QList<int>{1, Cells, count} : QList<int>{1, count, Cells};
    QByteArray graph = node("MaxPool", {"images"}, "pooled",
                            integers("kernel_shape", {8, 8}) + integers("strides", {8, 8}))
        + node("Conv", {"pooled", "weights", "constants"}, "numbers",
               integers("kernel_shape", {1, 1}))
        + node("Reshape", {"numbers", "flat"}, model.rows ? "columns" : "output");
    if (model.rows) {
        graph += node("Transpose", {"columns"}, "output", integers("perm", {0, 2, 1}));
    }
    graph += bytes(2, "tiny") + floats("weights", {count, 3, 1, 1}, channels.weights)
        + floats("constants", {count}, channels.constants) + shape("flat", {1, count, -1})
        + bytes(11, value("images", {1, 3, model.side, model.side}))
        + bytes(12, value("output", output));
    return number(1, 7) + bytes(7, graph) + bytes(8, bytes(1, "") + number(2, 11));
}

} // namespace support
