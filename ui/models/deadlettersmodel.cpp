// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/deadlettersmodel.h"

#include "backend/protocol/json.h"
#include "ui/look/format.h"
#include "ui/look/zone.h"

#include <QJsonArray>

namespace ui {

using namespace Qt::StringLiterals;

QList<DeadLetter> deadLettersOf(const QJsonObject &body, const QString &queue)
{
    QList<DeadLetter> letters;
    const QJsonArray items = body.value(u"items").toArray();
    for (const auto &value : items) {
        const QJsonObject item = value.toObject();
        const QString id = item.value(u"id").toVariant().toString();
        if (id.isEmpty()) {
            continue; // what has no name can neither be replayed nor discarded
        }
        DeadLetter letter{.queue = queue,
                          .id = id,
                          .error = item.value(u"error").toString(),
                          .errorType = item.value(u"error_type").toString(),
                          .httpStatus = protocol::integerOf(item, u"http_status"),
                          .attempts = item.value(u"attempt_count").toInteger(),
                          .firstFailedAt = protocol::timeOf(item, u"first_failed_at"),
                          .lastFailedAt = protocol::timeOf(item, u"last_failed_at")};
        const QJsonArray history = item.value(u"history").toArray();
        for (const auto &one : history) {
            const QJsonObject attempt = one.toObject();
            letter.history.append(
                {protocol::timeOf(attempt, u"at"), attempt.value(u"reason").toString()});
        }
        letters.append(letter);
    }
    return letters;
}

int DeadLettersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DeadLettersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Queue:
        return tr("Queue");
    case Reason:
        return tr("Reason");
    case Attempts:
        return tr("Tries");
    case When:
        return tr("When (%1)").arg(zoneName());
    default:
        return {};
    }
}

QString DeadLettersModel::hint(const DeadLetter &letter)
{
    QStringList lines{tr("Dead letter %1: %2").arg(letter.key(), letter.error)};
    if (letter.httpStatus) {
        lines << tr("HTTP status %1").arg(*letter.httpStatus);
    }
    if (letter.firstFailedAt) {
        lines << tr("First failed %1").arg(fullTime(*letter.firstFailedAt));
    }
    if (letter.lastFailedAt) {
        lines << tr("Last failed %1").arg(fullTime(*letter.lastFailedAt));
    }
    for (const FailedAttempt &attempt : letter.history) {
        lines << tr("%1  %2").arg(attempt.at ? clockTime(*attempt.at) : noValue(),
                                  attempt.reason.simplified());
    }
    return lines.join(u'\n');
}

QVariant DeadLettersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const DeadLetter &letter = row(index.row());
    if (role == Qt::ToolTipRole) {
        return plainTip(hint(letter));
    }
    if (role == Qt::TextAlignmentRole && index.column() == Attempts) {
        return (Qt::AlignRight | Qt::AlignVCenter).toInt();
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case Queue:
        return letter.queue;
    case Reason:
        return letter.error.isEmpty() ? noValue() : letter.error.simplified();
    case Attempts:
        return letter.attempts;
    case When:
        return letter.lastFailedAt ? clockTime(*letter.lastFailedAt) : noValue();
    default:
        return {};
    }
}

} // namespace ui
