// SPDX-License-Identifier: GPL-3.0-or-later
// What the pipeline took in, did not take in and gave up; all other answers are in ctltext.cpp.
#include "app/ctltable.h"
#include "app/ctltext.h"
#include "backend/protocol/deadletter.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace app {

namespace {

QString moreText(const QString &cursor)
{
    return cursor.isEmpty() ? QString() : u"more: --cursor %1\n"_s.arg(harmless(cursor));
}

QString textOf(const QJsonValue &value)
{
    return orDash(value.toString());
}

} // namespace

QString deadLettersText(const QJsonObject &answer)
{
    QList<QStringList> rows;
    if (answer.contains(u"queues")) {
        const QJsonObject queues = answer.value(u"queues").toObject();
        rows.append({u"QUEUE"_s, u"DEAD"_s});
        for (auto it = queues.begin(); it != queues.end(); ++it) {
            rows.append({harmless(it.key()), number(it.value())});
        }
        return table(rows);
    }
    const protocol::DeadLetterPage page = protocol::deadLetterPageFromJson(answer);
    rows.append({u"ID"_s, u"FAILED"_s, u"ATTEMPTS"_s, u"TYPE"_s, u"ABOUT"_s, u"ERROR"_s});
    for (const protocol::DeadLetter &letter : page.items) {
        const QString file = letter.originalJob.value(u"file_path").toString();
        rows.append(
            {QString::number(letter.id), stamp(letter.lastFailedAt),
             QString::number(letter.attemptCount), orDash(letter.errorType.value_or(QString())),
             orDash(file.isEmpty() ? letter.originalJob.value(u"batch_id").toString() : file),
             orDash(letter.error)});
    }
    return table(rows) + moreText(page.nextCursor.value_or(QString()));
}

QString setAsideText(const QJsonObject &answer)
{
    QList<QStringList> rows{
        {u"SEEN"_s, u"KIND"_s, u"CAMERA"_s, u"BYTES"_s, u"PATH"_s, u"REASON"_s}};
    const QJsonArray items = answer.value(u"items").toArray();
    for (const auto &item : items) {
        rows.append({textOf(item[u"seen_at"]), textOf(item[u"kind"]), textOf(item[u"camera_id"]),
                     number(item[u"size_bytes"]), textOf(item[u"path"]), textOf(item[u"reason"])});
    }
    return table(rows) + moreText(answer.value(u"next_cursor").toString());
}

QString camerasText(const QJsonObject &answer)
{
    QList<QStringList> rows{{u"ID"_s, u"STATUS"_s, u"ENABLED"_s, u"LAST SEEN"_s, u"FOLDER"_s}};
    const QJsonArray items = answer.value(u"items").toArray();
    for (const auto &item : items) {
        rows.append({textOf(item[u"id"]), textOf(item[u"status"]),
                     item[u"enabled"].toBool() ? u"yes"_s : u"no"_s, textOf(item[u"last_seen_at"]),
                     textOf(item[u"folder_path"])});
    }
    return table(rows);
}

} // namespace app
