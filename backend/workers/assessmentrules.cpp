// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/assessmentrules.h"

#include "backend/protocol/clock.h"
#include "backend/protocol/json.h"
#include "backend/protocol/names.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::numberOf;
using protocol::Result;
using protocol::textOf;
using protocol::WallTime;

namespace workers {

namespace {

constexpr qsizetype MaxText = 4000;
/// A few times what the model is asked for at most.
constexpr qsizetype MaxContent = 65536;
constexpr int MaxTries = 100;

Error garbage(const QString &reason)
{
    return {.kind = ErrorKind::Unavailable, .detail = reason};
}

/// One detection of a batch as the rules need it.
struct Seen
{
    QString objectType = {};
    double confidence = 0;
    std::optional<WallTime> at = {};
    double heightFraction = 0;
    /// Middle of the box, 0..1 from the left; nothing when the image's size is unknown.
    std::optional<double> middle = {};
};

std::optional<Seen> readSeen(const QJsonObject &object)
{
    const auto objectType = textOf(object, u"object_type");
    const auto confidence = numberOf(object, u"confidence");
    if (!objectType || objectType->isEmpty() || !confidence) {
        return std::nullopt;
    }
    Seen seen{.objectType = *objectType,
              .confidence = std::clamp(*confidence, 0.0, 1.0),
              .at = protocol::timeOf(object, u"detected_at")};
    const QJsonObject box = object.value(u"bbox").toObject();
    const double width = numberOf(object, u"image_width").value_or(0);
    const double height = numberOf(object, u"image_height").value_or(0);
    if (width >= 1 && height >= 1) {
        seen.heightFraction = std::clamp(box.value(u"height").toDouble() / height, 0.0, 1.0);
        seen.middle = (box.value(u"x").toDouble() + box.value(u"width").toDouble() / 2) / width;
    }
    return seen;
}

int secondsBetween(WallTime first, WallTime last)
{
    const auto span = std::chrono::duration_cast<std::chrono::seconds>(last - first).count();
    return static_cast<int>(std::clamp<qint64>(span, 0, 1000000));
}

/// left, center or right: the third with the most boxes.
QString positionOf(const QList<Seen> &group)
{
    std::array<int, 3> thirds{};
    bool known = false;
    for (const Seen &seen : group) {
        if (seen.middle) {
            known = true;
            ++thirds.at(static_cast<size_t>(std::clamp(static_cast<int>(*seen.middle * 3), 0, 2)));
        }
    }
    if (!known) {
        return u"unknown"_s;
    }
    const auto most = std::max_element(thirds.begin(), thirds.end()) - thirds.begin();
    return most == 0 ? u"left"_s : most == 1 ? u"center"_s : u"right"_s;
}

ObjectFacts summarise(const QString &objectType, const QList<Seen> &group)
{
    ObjectFacts facts{.objectType = objectType,
                      .detections = static_cast<int>(group.size()),
                      .position = positionOf(group)};
    QHash<qint64, int> perImage;
    std::optional<WallTime> first;
    std::optional<WallTime> last;
    for (const Seen &seen : group) {
        facts.bestConfidence = std::max(facts.bestConfidence, seen.confidence);
        facts.meanConfidence += seen.confidence / static_cast<double>(group.size());
        facts.largestFraction = std::max(facts.largestFraction, seen.heightFraction);
        if (seen.at) {
            first = first ? std::min(*first, *seen.at) : *seen.at;
            last = last ? std::max(*last, *seen.at) : *seen.at;
        }
        const qint64 image = seen.at ? seen.at->time_since_epoch().count() : -1;
        facts.atOnce = std::max(facts.atOnce, ++perImage[image]);
    }
    facts.presentSeconds = first ? secondsBetween(*first, *last) : 0;
    return facts;
}

int imagesOf(const QList<Seen> &all)
{
    QHash<qint64, bool> times;
    for (const Seen &seen : all) {
        times.insert(seen.at ? seen.at->time_since_epoch().count() : -1, true);
    }
    return static_cast<int>(times.size());
}

/// Without <think> blocks; one that is never closed hides everything behind it, and a closing one
/// without a beginning everything before it.
QString withoutThoughts(QString text)
{
    for (qsizetype start = text.indexOf(u"<think>"); start >= 0; start = text.indexOf(u"<think>")) {
        const qsizetype end = text.indexOf(u"</think>", start);
        text.remove(start, end < 0 ? text.size() - start : end + 8 - start);
    }
    const qsizetype stray = text.lastIndexOf(u"</think>");
    return stray < 0 ? text : text.mid(stray + 8);
}

/// Length of the balanced {…} at the start of `text`; 0 when it is not closed.
qsizetype balanced(QStringView text)
{
    int depth = 0;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (quoted) {
            i += c == u'\\' ? 1 : 0;
            quoted = c != u'"';
        } else if (c == u'"') {
            quoted = true;
        } else if (c == u'{') {
            ++depth;
        } else if (c == u'}' && --depth == 0) {
            return i + 1;
        }
    }
    return 0;
}

/// The first outermost object that has a risk_score; an empty one when there is none. Looks at no
/// more than `MaxTries` braces, so that a text of nothing else costs no minutes.
QJsonObject outermostObject(const QString &text)
{
    qsizetype at = text.indexOf(u'{');
    for (int i = 0; i < MaxTries && at >= 0; ++i, at = text.indexOf(u'{', at + 1)) {
        const qsizetype length = balanced(QStringView(text).mid(at));
        if (length == 0) {
            continue;
        }
        QJsonObject object = QJsonDocument::fromJson(text.mid(at, length).toUtf8()).object();
        if (object.contains(u"risk_score")) {
            return object;
        }
    }
    return {};
}

} // namespace

Result<SceneFacts> gatherFacts(const QJsonObject &batch, const QString &localTime)
{
    const QJsonArray list = batch.value(u"detections").toArray();
    QList<Seen> all;
    QStringList order;
    QHash<QString, QList<Seen>> groups;
    for (const auto &value : list) {
        if (const auto seen = readSeen(value.toObject())) {
            if (!groups.contains(seen->objectType)) {
                order.append(seen->objectType);
            }
            groups[seen->objectType].append(*seen);
            all.append(*seen);
        }
    }
    if (all.isEmpty()) {
        return garbage(u"the batch has no readable detections"_s);
    }
    SceneFacts facts{.cameraId = batch.value(u"camera_id").toString(), .localTime = localTime};
    bool ok = false;
    facts.localHour = localTime.mid(11, 2).toInt(&ok);
    facts.localHour = ok ? facts.localHour : -1;
    const auto started = protocol::timeOf(batch, u"started_at");
    const auto ended = protocol::timeOf(batch, u"ended_at");
    facts.durationSeconds = started && ended ? secondsBetween(*started, *ended) : 0;
    facts.images = imagesOf(all);
    for (const QString &objectType : order) {
        facts.objects.append(summarise(objectType, groups.value(objectType)));
    }
    return facts;
}

Result<Assessment> parseAssessment(const QString &content)
{
    const QJsonObject object = outermostObject(withoutThoughts(content.left(MaxContent)));
    const auto score = numberOf(object, u"risk_score");
    if (!score) {
        return garbage(u"the model's text has no JSON object with a number as risk_score"_s);
    }
    const auto summary = textOf(object, u"summary");
    if (!summary || summary->trimmed().isEmpty()) {
        return garbage(u"the model's assessment has no summary"_s);
    }
    const int clamped = static_cast<int>(std::lround(std::clamp(*score, 0.0, 100.0)));
    return Assessment{.riskScore = clamped,
                      .riskLevel = protocol::riskLevel(clamped),
                      .summary = summary->trimmed().left(MaxText),
                      .reasoning = textOf(object, u"reasoning").value_or(QString()).left(MaxText)};
}

QJsonArray chatMessages(const QString &prompt)
{
    static const QRegularExpression turn(u"<\\|im_start\\|>(\\w+)\n(.*?)<\\|im_end\\|>"_s,
                                         QRegularExpression::DotMatchesEverythingOption);
    QJsonArray messages;
    for (auto it = turn.globalMatch(prompt); it.hasNext();) {
        const QRegularExpressionMatch one = it.next();
        messages.append(QJsonObject{{u"role"_s, one.captured(1)}, {u"content"_s, one.captured(2)}});
    }
    return messages;
}

Result<QString> completionContent(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject()) {
        return garbage(u"the answer is not a JSON object"_s);
    }
    const QJsonObject answer = document.object();
    const QJsonObject message = answer[u"choices"][0][u"message"].toObject();
    const auto content = textOf(message.isEmpty() ? answer : message, u"content");
    if (!content) {
        return garbage(u"the answer has no content"_s);
    }
    return *content;
}

} // namespace workers
