// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/yolorules.h"

#include <algorithm>
#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace vision {

namespace {

constexpr float MinConfidence = 0.25F;
constexpr double SameBox = 0.45;
constexpr size_t MaxCandidates = 3000;
constexpr qsizetype MaxFound = 300;
constexpr int BoxNumbers = 4;
constexpr int RowNumbers = 5;

struct Candidate
{
    cv::Rect2d box;
    double confidence = 0;
    int type = 0;
};

/// The numbers of one box, however they lie.
class BoxReader
{
public:
    BoxReader(const float *numbers, const YoloShape &shape)
        : m_numbers(numbers)
        , m_shape(shape)
    { }

    float at(int box, int number) const
    {
        return m_shape.layout == YoloLayout::Rows
            ? m_numbers[ptrdiff_t{box} * (RowNumbers + m_shape.classes) + number]
            : m_numbers[ptrdiff_t{number} * m_shape.boxes + box];
    }

    /// The best class and its confidence.
    std::pair<int, float> best(int box) const
    {
        const bool rows = m_shape.layout == YoloLayout::Rows;
        const float sure = rows ? at(box, BoxNumbers) : 1;
        std::pair<int, float> best{0, -1};
        for (int type = 0; type < m_shape.classes; ++type) {
            const float confidence = sure * at(box, (rows ? RowNumbers : BoxNumbers) + type);
            if (confidence > best.second) {
                best = {type, confidence};
            }
        }
        return best;
    }

private:
    const float *m_numbers;
    YoloShape m_shape;
};

/// The box in pixels of the image; nothing when it is none.
std::optional<cv::Rect2d> boxOf(const BoxReader &reader, int box, const YoloFrame &frame)
{
    const double x = reader.at(box, 0);
    const double y = reader.at(box, 1);
    const double width = reader.at(box, 2);
    const double height = reader.at(box, 3);
    if (!std::isfinite(x + y + width + height) || width <= 0 || height <= 0) {
        return std::nullopt;
    }
    const Letterbox &letterbox = frame.letterbox;
    const cv::Rect2d inImage = cv::Rect2d((x - width / 2 - letterbox.left) / letterbox.scale,
                                          (y - height / 2 - letterbox.top) / letterbox.scale,
                                          width / letterbox.scale, height / letterbox.scale)
        & cv::Rect2d(0, 0, frame.image.width, frame.image.height);
    return inImage.width >= 1 && inImage.height >= 1 ? std::optional(inImage) : std::nullopt;
}

std::vector<Candidate> candidatesIn(const float *numbers, const YoloFrame &frame)
{
    const BoxReader reader(numbers, frame.shape);
    std::vector<Candidate> candidates;
    for (int box = 0; box < frame.shape.boxes; ++box) {
        const auto [type, confidence] = reader.best(box);
        const auto place = confidence >= MinConfidence ? boxOf(reader, box, frame) : std::nullopt;
        if (place) {
            candidates.push_back(
                {.box = *place, .confidence = std::min(confidence, 1.0F), .type = type});
        }
    }
    std::stable_sort(
        candidates.begin(), candidates.end(),
        [](const Candidate &a, const Candidate &b) { return a.confidence > b.confidence; });
    candidates.resize(std::min(candidates.size(), MaxCandidates));
    return candidates;
}

bool isSame(const Candidate &a, const Candidate &b)
{
    const double common = (a.box & b.box).area();
    return a.type == b.type && common > SameBox * (a.box.area() + b.box.area() - common);
}

workers::Detection toDetection(const Candidate &candidate, const YoloFrame &frame)
{
    const cv::Rect box = cv::Rect(cvRound(candidate.box.x), cvRound(candidate.box.y),
                                  std::max(cvRound(candidate.box.width), 1),
                                  std::max(cvRound(candidate.box.height), 1))
        & cv::Rect(cv::Point(), frame.image);
    return {.objectType = frame.classes.at(candidate.type),
            .confidence = candidate.confidence,
            .x = box.x,
            .y = box.y,
            .width = box.width,
            .height = box.height,
            .source = u"model"_s};
}

} // namespace

Result<YoloShape> yoloShapeOf(const QList<int> &output, int classes)
{
    const bool three = output.size() == 3 && output.at(0) == 1;
    // A model with few boxes may fit both: then there are more boxes than numbers a box.
    const bool rows = three && output.at(2) == RowNumbers + classes && output.at(1) > 0;
    const bool columns = three && output.at(1) == BoxNumbers + classes && output.at(2) > 0;
    if (columns && (!rows || output.at(2) >= output.at(1))) {
        return YoloShape{.layout = YoloLayout::Columns, .boxes = output.at(2), .classes = classes};
    }
    if (rows) {
        return YoloShape{.layout = YoloLayout::Rows, .boxes = output.at(1), .classes = classes};
    }
    QStringList sides;
    for (const int side : output) {
        sides.append(QString::number(side));
    }
    return Error{.kind = ErrorKind::BadRequest,
                 .detail = u"its output [%1] is neither [1,N,%2] nor [1,%3,N], as %4 class names "
                           "need"_s.arg(sides.join(u','))
                               .arg(RowNumbers + classes)
                               .arg(BoxNumbers + classes)
                               .arg(classes)};
}

Letterbox letterboxOf(const cv::Size &image, const cv::Size &input)
{
    const double scale = std::min(static_cast<double>(input.width) / image.width,
                                  static_cast<double>(input.height) / image.height);
    const int width = std::clamp(cvRound(image.width * scale), 1, input.width);
    const int height = std::clamp(cvRound(image.height * scale), 1, input.height);
    return {.scale = scale,
            .left = (input.width - width) / 2,
            .top = (input.height - height) / 2,
            .width = width,
            .height = height};
}

QList<workers::Detection> readYolo(const float *numbers, const YoloFrame &frame)
{
    std::vector<Candidate> kept;
    QList<workers::Detection> found;
    for (const Candidate &candidate : candidatesIn(numbers, frame)) {
        const bool known = std::any_of(
            kept.begin(), kept.end(), [&candidate](const auto &k) { return isSame(candidate, k); });
        const workers::Detection detection = toDetection(candidate, frame);
        if (!known && found.size() < MaxFound && detection.width > 0 && detection.height > 0) {
            kept.push_back(candidate);
            found.append(detection);
        }
    }
    return found;
}

QStringList classNamesIn(const QByteArray &text)
{
    QStringList names = QString::fromUtf8(text).split(u'\n');
    for (QString &name : names) {
        name = name.trimmed();
    }
    while (!names.isEmpty() && names.last().isEmpty()) {
        names.removeLast();
    }
    return names;
}

const QStringList &cocoClasses()
{
    static const QStringList names =
        u"person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,"
        "stop sign,parking meter,bench,bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,"
        "backpack,umbrella,handbag,tie,suitcase,frisbee,skis,snowboard,sports ball,kite,"
        "baseball bat,baseball glove,skateboard,surfboard,tennis racket,bottle,wine glass,cup,fork,"
        "knife,spoon,bowl,banana,apple,sandwich,orange,broccoli,carrot,hot dog,pizza,donut,cake,"
        "chair,couch,potted plant,bed,dining table,toilet,tv,laptop,mouse,remote,keyboard,"
        "cell phone,microwave,oven,toaster,sink,refrigerator,book,clock,vase,scissors,teddy bear,"
        "hair drier,toothbrush"_s.split(u',');
    return names;
}

} // namespace vision
