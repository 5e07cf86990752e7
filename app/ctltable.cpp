// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctltable.h"

#include "app/ctltext.h"

using namespace Qt::StringLiterals;

namespace app {

const QString &dash()
{
    static const QString text = u"—"_s;
    return text;
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? dash() : harmless(text);
}

QString stamp(const std::optional<protocol::WallTime> &time)
{
    return time ? protocol::toIso(*time) : dash();
}

QString number(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(value.toDouble(), 'g', 12) : dash();
}

QString table(const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        widths.resize(qMax(widths.size(), row.size()));
        for (qsizetype column = 0; column < row.size(); ++column) {
            widths[column] = qMax(widths[column], row[column].size());
        }
    }
    QString text;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype column = 0; column < row.size(); ++column) {
            const bool last = column + 1 == row.size();
            line +=
                last ? row[column] : QString(row[column].leftJustified(widths[column]) + u"  "_s);
        }
        text += line + u'\n';
    }
    return text;
}

QString harmless(const QString &text)
{
    QString result;
    for (const QChar character : text) {
        const bool control = character.category() == QChar::Other_Control && character != u'\t';
        const bool direction = character.category() == QChar::Other_Format;
        result += control || direction
            ? u"\\x%1"_s.arg(uint(character.unicode()), 2, 16, QChar(u'0'))
            : QString(character);
    }
    return result;
}

} // namespace app
