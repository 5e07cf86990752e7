// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/promptrules.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace workers {

namespace {

constexpr qsizetype MaxWord = 64;
constexpr qsizetype MaxSentence = 300;

/// A text that cannot end its line or open a ChatML role; `marks` are allowed in it too.
QString harmless(const QString &text, qsizetype maxLength = MaxWord, QStringView marks = {})
{
    QString clean;
    for (const QChar c : text.left(maxLength)) {
        const bool allowed =
            c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u' ' || marks.contains(c);
        clean += allowed ? c : QChar(u'_');
    }
    return clean;
}

QString listed(const QStringList &words)
{
    QStringList clean;
    for (const QString &word : words) {
        clean.append(harmless(word));
    }
    return clean.join(u", "_s);
}

/// What services that looked closer have said; a line only for what is known.
QString closerLines(const SceneFacts &facts)
{
    QString lines;
    if (!facts.caption.isEmpty()) {
        lines += u"Caption: "_s + harmless(facts.caption, MaxSentence, u".,'") + u'\n';
    }
    if (!facts.colours.isEmpty()) {
        lines += u"Clothing colors: "_s + listed(facts.colours) + u'\n';
    }
    if (!facts.vehicles.isEmpty()) {
        lines += u"Vehicle types: "_s + listed(facts.vehicles) + u'\n';
    }
    if (facts.nearestMetres) {
        lines += u"Nearest person in metres: %1\n"_s.arg(*facts.nearestMetres, 0, 'f', 1);
    }
    return lines;
}

QString factLine(const ObjectFacts &facts)
{
    return u"- %1: %2 detections, at most %3 at once, best confidence %4, mean confidence %5, "
           "present for %6 s, largest %7 of the image height, mostly %8\n"_s
               .arg(harmless(facts.objectType))
               .arg(facts.detections)
               .arg(facts.atOnce)
               .arg(facts.bestConfidence, 0, 'f', 2)
               .arg(facts.meanConfidence, 0, 'f', 2)
               .arg(facts.presentSeconds)
               .arg(facts.largestFraction, 0, 'f', 2)
               .arg(harmless(facts.position));
}

std::optional<ObjectFacts> parseFactLine(const QString &line)
{
    static const QRegularExpression pattern(
        u"^- ([^:]+): (\\d+) detections, at most (\\d+) at once, best confidence ([\\d.]+), "
        "mean confidence ([\\d.]+), present for (\\d+) s, largest ([\\d.]+) of the image height, "
        "mostly (\\w+)$"_s);
    const QRegularExpressionMatch match = pattern.match(line);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    return ObjectFacts{.objectType = match.captured(1),
                       .detections = match.captured(2).toInt(),
                       .atOnce = match.captured(3).toInt(),
                       .bestConfidence = match.captured(4).toDouble(),
                       .meanConfidence = match.captured(5).toDouble(),
                       .presentSeconds = match.captured(6).toInt(),
                       .largestFraction = match.captured(7).toDouble(),
                       .position = match.captured(8)};
}

/// The rest of a line that starts with `key`; nothing when it does not.
std::optional<QString> valueAfter(const QString &line, QLatin1StringView key)
{
    return line.startsWith(key) ? std::optional(line.mid(key.size())) : std::nullopt;
}

void readCloserLine(const QString &line, SceneFacts &facts)
{
    if (const auto caption = valueAfter(line, "Caption: "_L1)) {
        facts.caption = *caption;
    } else if (const auto colours = valueAfter(line, "Clothing colors: "_L1)) {
        facts.colours = colours->split(u", "_s);
    } else if (const auto vehicles = valueAfter(line, "Vehicle types: "_L1)) {
        facts.vehicles = vehicles->split(u", "_s);
    } else if (const auto metres = valueAfter(line, "Nearest person in metres: "_L1)) {
        bool ok = false;
        const double number = metres->toDouble(&ok);
        facts.nearestMetres = ok ? std::optional(number) : std::nullopt;
    }
}

void readHeaderLine(const QString &line, SceneFacts &facts)
{
    if (const auto camera = valueAfter(line, "Camera: "_L1)) {
        facts.cameraId = *camera;
    } else if (const auto time = valueAfter(line, "Local time: "_L1)) {
        facts.localTime = *time;
        bool ok = false;
        const int hour = time->mid(11, 2).toInt(&ok);
        facts.localHour = ok && hour >= 0 && hour < 24 ? hour : -1;
    } else if (const auto duration = valueAfter(line, "Duration in seconds: "_L1)) {
        facts.durationSeconds = duration->toInt();
    } else if (const auto images = valueAfter(line, "Images with detections: "_L1)) {
        facts.images = images->toInt();
    } else {
        readCloserLine(line, facts);
    }
}

} // namespace

QString buildPrompt(const SceneFacts &facts)
{
    QString objects;
    for (const ObjectFacts &object : facts.objects) {
        objects += factLine(object);
    }
    const QString time = facts.localHour >= 0 ? facts.localTime : u"unknown"_s;
    return u"<|im_start|>system\n"
           "You assess the security risk of what a home camera saw. Answer with one JSON object "
           "and nothing else: {\"risk_score\": 0 to 100, \"risk_level\": \"low\", \"medium\", "
           "\"high\" or \"critical\", \"summary\": one sentence, \"reasoning\": why}. Use only the "
           "facts given. Scores below 30 are everyday scenes, from 85 on somebody should act at "
           "once.<|im_end|>\n"
           "<|im_start|>user\n"_s
        + u"Camera: "_s + harmless(facts.cameraId) + u"\nLocal time: "_s + time
        + u"\nDuration in seconds: "_s + QString::number(facts.durationSeconds)
        + u"\nImages with detections: "_s + QString::number(facts.images) + u"\nDetected:\n"_s
        + objects + closerLines(facts) + u"<|im_end|>\n<|im_start|>assistant\n"_s;
}

std::optional<SceneFacts> parsePrompt(const QString &prompt)
{
    SceneFacts facts;
    const QStringList lines = prompt.split(u'\n');
    for (const QString &line : lines) {
        if (const auto object = parseFactLine(line)) {
            facts.objects.append(*object);
        } else {
            readHeaderLine(line, facts);
        }
    }
    return facts.objects.isEmpty() ? std::nullopt : std::optional(facts);
}

} // namespace workers
