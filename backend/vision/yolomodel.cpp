// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/yolomodel.h"

#include "backend/vision/onnxrules.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgproc.hpp>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace vision {

namespace {

/// What protocol buffers can hold.
constexpr qint64 MaxModelBytes = (qint64{1} << 31U) - 1;
constexpr qint64 MaxNamesBytes = 65536;
/// Source: the letterbox with which YOLO models are trained.
const cv::Scalar Padding(114, 114, 114);

Error bad(const QString &reason)
{
    return {.kind = ErrorKind::BadRequest, .detail = reason};
}

Error saidBy(const cv::Exception &fault)
{
    constexpr qsizetype maxLength = 200;
    return bad(u"OpenCV cannot run it: "_s
               + QString::fromStdString(fault.err).simplified().left(maxLength));
}

Result<cv::Size> inputOf(const QString &file)
{
    QFile model(file);
    if (!QFileInfo(file).isFile() || !model.open(QIODevice::ReadOnly)) {
        return bad(QFileInfo::exists(file) ? u"it cannot be read"_s : u"there is no such file"_s);
    }
    if (model.size() > MaxModelBytes) {
        return bad(u"it is larger than 2 GiB"_s);
    }
    const uchar *bytes = model.map(0, model.size());
    if (bytes == nullptr) {
        return bad(u"it is empty"_s);
    }
    return inputSizeOf(QByteArrayView(bytes, model.size()));
}

Result<QStringList> classesBeside(const QString &file)
{
    const QFileInfo info(file);
    const QString path = info.path() + u'/' + info.completeBaseName() + u".names"_s;
    QFile names(path);
    if (!names.exists()) {
        return cocoClasses();
    }
    if (names.size() > MaxNamesBytes || !names.open(QIODevice::ReadOnly)) {
        return bad(u"%1 cannot be read"_s.arg(path));
    }
    const QStringList classes = classNamesIn(names.readAll());
    return classes.isEmpty() || classes.contains(QString())
        ? Result<QStringList>(bad(u"%1 has an empty name"_s.arg(path)))
        : Result(classes);
}

} // namespace

Result<YoloModel> YoloModel::load(const QString &file)
{
    // What it logs by itself would be a second line beside ours.
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    const Result<cv::Size> input = inputOf(file);
    if (!input) {
        return input.error();
    }
    const Result<QStringList> classes = classesBeside(file);
    if (!classes) {
        return classes.error();
    }
    YoloModel model;
    model.m_name = QFileInfo(file).completeBaseName();
    model.m_classes = classes.value();
    model.m_input = input.value();
    try {
        model.m_net = cv::dnn::readNetFromONNX(QFile::encodeName(file).toStdString());
        const cv::Mat output = model.forward(cv::Mat(model.m_input, CV_8UC3, Padding),
                                             letterboxOf(model.m_input, model.m_input));
        const QList<int> sides(output.size.p, output.size.p + output.dims);
        const auto shape = yoloShapeOf(sides, static_cast<int>(model.m_classes.size()));
        if (!shape || output.type() != CV_32F) {
            return shape ? bad(u"its output is not of 32-bit numbers"_s) : shape.error();
        }
        model.m_shape = shape.value();
    } catch (const cv::Exception &fault) {
        return saidBy(fault);
    }
    return model;
}

cv::Mat YoloModel::forward(const cv::Mat &image, const Letterbox &letterbox)
{
    cv::Mat canvas(m_input, CV_8UC3, Padding);
    cv::resize(image,
               canvas(cv::Rect(letterbox.left, letterbox.top, letterbox.width, letterbox.height)),
               cv::Size(letterbox.width, letterbox.height), 0, 0, cv::INTER_AREA);
    m_net.setInput(cv::dnn::blobFromImage(canvas, 1 / 255.0, {}, {}, true));
    return m_net.forward();
}

QList<workers::Detection> YoloModel::detect(const cv::Mat &image)
{
    const Letterbox letterbox = letterboxOf(image.size(), m_input);
    const cv::Mat output = forward(image, letterbox);
    return readYolo(
        output.ptr<float>(),
        {.shape = m_shape, .letterbox = letterbox, .image = image.size(), .classes = m_classes});
}

} // namespace vision
