// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/clock.h"

#include <QDateTime>

namespace protocol {

namespace {

// "0000-00-00T00:00:00.000Z", filled from the end.
void putNumber(QString &text, qsizetype end, unsigned number, int digits)
{
    for (int i = 1; i <= digits; ++i) {
        text[end - i] = QChar(static_cast<char16_t>(u'0' + number % 10));
        number /= 10;
    }
}

/// The number that `digits` characters from `begin` are; -1 where they are not all digits.
int numberAt(QStringView text, qsizetype begin, int digits)
{
    int number = 0;
    for (int i = 0; i < digits; ++i) {
        const int digit = text[begin + i].unicode() - u'0';
        if (digit < 0 || digit > 9) {
            return -1;
        }
        number = number * 10 + digit;
    }
    return number;
}

/// What toIso() has written; nothing for what looks otherwise, right or wrong.
std::optional<WallTime> fromOurs(QStringView text)
{
    static constexpr QStringView shape = u"0000-00-00T00:00:00.000Z";
    if (text.size() != shape.size()) {
        return {};
    }
    for (const qsizetype place : {4, 7, 10, 13, 16, 19, 23}) {
        if (text[place] != shape[place]) {
            return {};
        }
    }
    const int month = numberAt(text, 5, 2);
    const int day = numberAt(text, 8, 2);
    const int hour = numberAt(text, 11, 2);
    const int minute = numberAt(text, 14, 2);
    const int second = numberAt(text, 17, 2);
    const int millisecond = numberAt(text, 20, 3);
    const bool isClock = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0
        && second < 60 && millisecond >= 0;
    if (!isClock || numberAt(text, 0, 4) < 1 || month < 1 || day < 1) {
        return {};
    }
    const std::chrono::year_month_day date(std::chrono::year(numberAt(text, 0, 4)),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day)));
    if (!date.ok()) {
        return {};
    }
    return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute)
        + std::chrono::seconds(second) + std::chrono::milliseconds(millisecond);
}

} // namespace

Now Now::read()
{
    return {.steady = std::chrono::steady_clock::now(),
            .wall =
                std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now())};
}

// By hand: QDateTime takes 25 times as long, and every answer and every row has such times.
QString toIso(WallTime time)
{
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    const int year = static_cast<int>(date.year());
    if (year < 0 || year > 9999) {
        return {};
    }
    QString text = QStringLiteral("0000-00-00T00:00:00.000Z");
    putNumber(text, 4, static_cast<unsigned>(year), 4);
    putNumber(text, 7, static_cast<unsigned>(date.month()), 2);
    putNumber(text, 10, static_cast<unsigned>(date.day()), 2);
    putNumber(text, 13, static_cast<unsigned>(clock.hours().count()), 2);
    putNumber(text, 16, static_cast<unsigned>(clock.minutes().count()), 2);
    putNumber(text, 19, static_cast<unsigned>(clock.seconds().count()), 2);
    putNumber(text, 23, static_cast<unsigned>(clock.subseconds().count()), 3);
    return text;
}

std::optional<WallTime> fromIso(QStringView text)
{
    // By hand as toIso(): a list of a thousand workers has some thousand of them.
    if (const auto ours = fromOurs(text)) {
        return ours;
    }
    QDateTime time = QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
    if (!time.isValid()) {
        return std::nullopt;
    }
    if (time.timeSpec() == Qt::LocalTime) {
        time.setTimeSpec(Qt::UTC);
    }
    return WallTime(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

} // namespace protocol
