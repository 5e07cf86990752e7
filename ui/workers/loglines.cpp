// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/loglines.h"

#include "backend/protocol/json.h"
#include "ui/look/format.h"

#include <QJsonArray>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

QList<LogLine> logLines(const QJsonObject &body)
{
    QList<LogLine> lines;
    const QJsonArray items = body.value(u"lines").toArray();
    for (const auto &item : items) {
        const QJsonObject object = item.toObject();
        lines.append({.timestamp = protocol::timeOf(object, u"timestamp"),
                      .isError = object.value(u"stream").toString() == u"stderr",
                      .text = object.value(u"text").toString()});
    }
    return lines;
}

LogStep newLines(const QList<LogLine> &before, const QList<LogLine> &now)
{
    // The longest end of the old tail that the new one begins with, after lines that fell off.
    for (qsizetype skipped = 0; skipped < before.size(); ++skipped) {
        const qsizetype common = before.size() - skipped;
        if (common <= now.size()
            && std::equal(before.begin() + skipped, before.end(), now.begin())) {
            return {.startsOver = false, .added = now.mid(common)};
        }
    }
    return {.startsOver = !before.isEmpty(), .added = now};
}

QString shownLine(const LogLine &line)
{
    const QString time = line.timestamp ? clockTime(*line.timestamp) : noValue();
    return time + (line.isError ? u"  err │ "_s : u"      │ "_s) + line.text;
}

} // namespace ui
