// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/monitoring/prometheusanswers.h"

#include "backend/protocol/json.h"
#include "backend/protocol/jsonsize.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace monitoring {

namespace {

constexpr int HttpOk = 200;
constexpr qsizetype MaxErrorText = 200;
constexpr qsizetype FractionDigits = 3;
constexpr std::chrono::milliseconds LongestDuration = 24h * 366 * 50;

struct Unit
{
    QStringView word;
    std::chrono::milliseconds length;
};

/// Source: Prometheus, "Configuration", <duration>.
constexpr std::array<Unit, 7> Units{{{u"y", 24h * 365},
                                     {u"w", 24h * 7},
                                     {u"d", 24h},
                                     {u"h", 1h},
                                     {u"m", 1min},
                                     {u"s", 1s},
                                     {u"ms", 1ms}}};

Error fault(const QString &reason)
{
    return {ErrorKind::Unavailable, reason};
}

Error notUnderstood()
{
    return fault(u"The answer was not understood"_s);
}

QJsonObject objectOf(const QByteArray &body)
{
    if (protocol::jsonSize(body).depth > protocol::MaxJsonDepth) {
        return {};
    }
    return QJsonDocument::fromJson(body).object();
}

// {"status":"error","errorType":…,"error":…}
QString explanation(const QByteArray &body)
{
    const QString text = objectOf(body).value(u"error").toString().simplified();
    return text.size() > MaxErrorText ? QString(text.first(MaxErrorText) % u'…') : text;
}

Result<QJsonObject> dataOf(const CallAnswer &answer)
{
    if (const QString reason = faultOf(answer); !reason.isEmpty()) {
        return fault(reason);
    }
    const QJsonObject object = objectOf(answer.body);
    if (object.value(u"status").toString() != u"success" || !object.value(u"data").isObject()) {
        return notUnderstood();
    }
    return object.value(u"data").toObject();
}

// What relabelling took away is known from elsewhere.
QString labelOr(const protocol::ScrapeTarget &target, const QString &label, const QString &other)
{
    const QString text = target.labels.value(label);
    return text.isEmpty() ? other : text;
}

std::optional<ActiveTarget> targetOf(const QJsonObject &object)
{
    const QJsonValue labels = object.value(u"labels");
    if (!labels.isObject() || !object.value(u"health").isString()) {
        return std::nullopt;
    }
    ActiveTarget active{.interval = durationOf(object.value(u"scrapeInterval").toString())};
    protocol::ScrapeTarget &target = active.target;
    const QJsonObject all = labels.toObject();
    for (auto label = all.begin(); label != all.end(); ++label) {
        if (!label.value().isString()) {
            return std::nullopt;
        }
        target.labels.insert(label.key(), label.value().toString());
    }
    target.job = labelOr(target, u"job"_s, object.value(u"scrapePool").toString());
    target.instance =
        labelOr(target, u"instance"_s, QUrl(object.value(u"scrapeUrl").toString()).authority());
    target.health = protocol::targetHealth(object.value(u"health").toString());
    target.lastScrape = scrapeTime(object.value(u"lastScrape").toString());
    if (const QString error = object.value(u"lastError").toString(); !error.isEmpty()) {
        target.lastError = error;
    }
    if (target.lastScrape) {
        target.scrapeDurationSeconds = protocol::numberOf(object, u"lastScrapeDuration");
    }
    return active;
}

/// Takes the number and the unit that `rest` begins with; an empty unit when it does not.
Unit takeUnit(QStringView &rest, qint64 &number)
{
    qsizetype digits = 0;
    while (digits < rest.size() && rest[digits] >= u'0' && rest[digits] <= u'9') {
        ++digits;
    }
    bool isNumber = false;
    number = rest.first(digits).toLongLong(&isNumber);
    rest = rest.sliced(digits);
    qsizetype letters = 0;
    while (letters < rest.size() && rest[letters] >= u'a' && rest[letters] <= u'z') {
        ++letters;
    }
    const QStringView word = rest.first(letters);
    rest = rest.sliced(letters);
    for (const Unit &unit : Units) {
        if (isNumber && unit.word == word) {
            return unit;
        }
    }
    return {};
}

} // namespace

QString faultOf(const CallAnswer &answer)
{
    switch (answer.end) {
    case CallEnd::Refused:
        return u"Connection refused"_s;
    case CallEnd::TimedOut:
        return u"Timeout after %1s"_s.arg(static_cast<double>(answer.timeout.count()) / 1000.0, 0,
                                          'f', 1);
    case CallEnd::TooLarge:
        return u"The answer is too large"_s;
    case CallEnd::Failed:
        return answer.errorText.isEmpty() ? u"Unknown error"_s : answer.errorText;
    case CallEnd::Answered:
        break;
    }
    if (answer.httpStatus == HttpOk) {
        return {};
    }
    const QString status = u"HTTP "_s % QString::number(answer.httpStatus);
    const QString text = explanation(answer.body);
    return text.isEmpty() ? status : QString(status % u": "_s % text);
}

Result<QList<ActiveTarget>> targetsOf(const CallAnswer &answer)
{
    const Result<QJsonObject> data = dataOf(answer);
    if (!data) {
        return data.error();
    }
    const QJsonValue active = data.value().value(u"activeTargets");
    if (!active.isArray()) {
        return notUnderstood();
    }
    QList<ActiveTarget> targets;
    const QJsonArray all = active.toArray();
    targets.reserve(all.size());
    for (const auto &one : all) {
        const auto target = targetOf(one.toObject());
        if (!target) {
            return notUnderstood();
        }
        targets.append(*target);
    }
    return targets;
}

Result<qint64> seriesOf(const CallAnswer &answer)
{
    const Result<QJsonObject> data = dataOf(answer);
    if (!data) {
        return data.error();
    }
    const qint64 series = data.value().value(u"headStats")[u"numSeries"].toInteger(-1);
    if (series < 0) {
        return notUnderstood();
    }
    return series;
}

std::optional<protocol::WallTime> scrapeTime(const QString &text)
{
    QString cut = text;
    if (const qsizetype point = text.indexOf(u'.'); point >= 0) {
        qsizetype end = point + 1;
        while (end < text.size() && text[end].isDigit()) {
            ++end;
        }
        const qsizetype kept = std::min(end, point + 1 + FractionDigits);
        cut.remove(kept, end - kept);
    }
    const auto time = protocol::fromIso(cut);
    return time && time->time_since_epoch() > 0ms ? time : std::nullopt;
}

std::optional<std::chrono::milliseconds> durationOf(QStringView text)
{
    std::chrono::milliseconds whole{0};
    std::chrono::milliseconds shortest = std::chrono::milliseconds::max();
    QStringView rest = text;
    while (!rest.isEmpty()) {
        qint64 number = 0;
        const Unit unit = takeUnit(rest, number);
        if (unit.word.isEmpty() || unit.length >= shortest
            || number > (LongestDuration - whole) / unit.length) {
            return std::nullopt;
        }
        whole += unit.length * number;
        shortest = unit.length;
    }
    return whole > 0ms ? std::optional(whole) : std::nullopt;
}

} // namespace monitoring
