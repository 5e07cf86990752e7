// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/format.h"

#include "ui/look/zone.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTextDocument>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Format)
};

QString two(qint64 number)
{
    return u"%1"_s.arg(number, 2, 10, QChar(u'0'));
}

} // namespace

QString noValue()
{
    return u"—"_s;
}

QString shortDuration(milliseconds duration)
{
    const qint64 total = std::max<qint64>(0, duration_cast<seconds>(duration).count());
    if (total < 60) {
        return Text::tr("%1 s").arg(total);
    }
    if (total < 3600) {
        return Text::tr("%1m%2s").arg(QString::number(total / 60), two(total % 60));
    }
    if (total < 86400) {
        return Text::tr("%1h%2").arg(QString::number(total / 3600), two(total / 60 % 60));
    }
    return Text::tr("%1d%2h").arg(QString::number(total / 86400), two(total / 3600 % 24));
}

QString longDuration(milliseconds duration)
{
    const qint64 total = std::max<qint64>(0, duration_cast<seconds>(duration).count());
    if (total < 60) {
        return Text::tr("%1 s").arg(total);
    }
    if (total < 3600) {
        return Text::tr("%1 min %2 s").arg(total / 60).arg(total % 60);
    }
    if (total < 86400) {
        return Text::tr("%1 h %2 min").arg(total / 3600).arg(total / 60 % 60);
    }
    return Text::tr("%1 d %2 h").arg(total / 86400).arg(total / 3600 % 24);
}

QString countdown(protocol::WallTime deadline, protocol::WallTime now)
{
    if (deadline <= now) {
        return Text::tr("now");
    }
    return Text::tr("in %1").arg(shortDuration(ceil<seconds>(deadline - now)));
}

QString age(const std::optional<protocol::WallTime> &since, protocol::WallTime now)
{
    return since ? shortDuration(now - *since) : noValue();
}

QString clockTime(protocol::WallTime time)
{
    return inZone(time).toString(u"HH:mm:ss"_s);
}

QString fullTime(protocol::WallTime time)
{
    return dateTime(time) + u' ' + zoneName(time);
}

QString dateTime(protocol::WallTime time)
{
    return inZone(time).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QString momentAgo(const std::optional<protocol::WallTime> &time, protocol::WallTime now)
{
    if (!time) {
        return noValue();
    }
    const bool lately = now - *time < hours(24);
    return Text::tr("%1, %2 ago")
        .arg(lately ? clockTime(*time) + u' ' + zoneName(*time) : fullTime(*time), age(time, now));
}

QString decimal(double value, int decimals)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(value, 'f', decimals);
}

QString plainTip(const QString &text)
{
    // Without markup the signs of an escaped text would be shown.
    return Qt::mightBeRichText(text)
        ? u"<qt>" + text.toHtmlEscaped().replace(u'\n', u"<br>"_s) + u"</qt>"
        : text;
}

QString latency(const std::optional<double> &milliseconds)
{
    if (!milliseconds) {
        return noValue();
    }
    if (*milliseconds < 1000) {
        return Text::tr("%1 ms").arg(qRound(*milliseconds));
    }
    return Text::tr("%1 s").arg(decimal(*milliseconds / 1000, 1));
}

} // namespace ui
