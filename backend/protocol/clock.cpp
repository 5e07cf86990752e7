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
