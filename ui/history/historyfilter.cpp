// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historyfilter.h"

#include "ui/models/changesmodel.h"

#include <QJsonDocument>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

bool hasText(const QStringList &texts, const QString &wanted)
{
    return std::any_of(texts.begin(), texts.end(), [&wanted](const QString &text) {
        return text.contains(wanted, Qt::CaseInsensitive);
    });
}

bool isOfWorker(const protocol::Event &line, const QString &worker)
{
    const QString service = line.data.value(u"service").toString();
    const bool isSubject = line.data.value(u"subject_kind").toString() == u"worker"
        && line.data.value(u"subject").toString() == worker;
    return service == QString(u"worker:" + worker) || isSubject
        || line.data.value(u"worker").toString() == worker
        || line.data.value(u"worker_name").toString() == worker
        || (line.type == u"audit.action" && line.data.value(u"target").toString().contains(worker));
}

} // namespace

QString journalQuery(const HistoryFilter &filter)
{
    return queryPart(u"type"_s, filter.type) + queryOf(filter.time);
}

QString restartsQuery(const HistoryFilter &filter)
{
    return queryPart(u"worker_name"_s, filter.worker);
}

bool matches(const HistoryFilter &filter, const protocol::Event &line)
{
    if (!filter.withFigures && !isWorthALine(line)) {
        return false;
    }
    if (!filter.worker.isEmpty() && !isOfWorker(line, filter.worker)) {
        return false;
    }
    if (filter.text.isEmpty()) {
        return true;
    }
    const ChangeText text = changeText(line);
    return hasText({text.subject, text.sentence, line.type,
                    QString::fromUtf8(QJsonDocument(line.data).toJson(QJsonDocument::Compact))},
                   filter.text);
}

bool matches(const HistoryFilter &filter, const protocol::RestartEvent &restart)
{
    const bool isWanted = (filter.worker.isEmpty() || restart.workerName == filter.worker)
        && (filter.type.isEmpty() || protocol::toText(restart.status) == filter.type)
        && isWithin(filter.time, restart.timestamp);
    return isWanted
        && (filter.text.isEmpty()
            || hasText({restart.workerName, restart.error.value_or(QString()),
                        protocol::toText(restart.status)},
                       filter.text));
}

} // namespace ui
