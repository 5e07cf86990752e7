// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/exporttext.h"

#include "ui/models/changesmodel.h"

#include <QJsonDocument>
#include <QStringList>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

/// A spreadsheet takes such a text for a formula and runs it; what a worker wrote may be one.
bool looksLikeFormula(const QString &field)
{
    if (field.isEmpty() || !u"=+-@\t\r"_s.contains(field.front())) {
        return false;
    }
    bool isNumber = false;
    field.toDouble(&isNumber);
    return !isNumber;
}

QString quoted(QString field)
{
    if (looksLikeFormula(field)) {
        field.prepend(u'\'');
    }
    const bool needsIt = field.contains(u',') || field.contains(u'"') || field.contains(u'\n')
        || field.contains(u'\r');
    return needsIt ? u'"' + field.replace(u"\""_s, u"\"\""_s) + u'"' : field;
}

QByteArray csvLine(const QStringList &fields)
{
    QStringList parts;
    for (const QString &field : fields) {
        parts << quoted(field);
    }
    return parts.join(u',').toUtf8() + "\r\n";
}

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

std::optional<QByteArray> journalLine(const HistoryFilter &filter, const QJsonObject &item)
{
    const auto line = protocol::eventFromJson(item);
    if (!line || !matches(filter, *line)) {
        return std::nullopt;
    }
    const ChangeText text = changeText(*line);
    return csvLine({QString::number(line->sequence), protocol::toIso(line->timestamp), line->type,
                    line->channel, text.subject, text.sentence, compact(line->data),
                    QString::number(line->cause)});
}

std::optional<QByteArray> restartLine(const HistoryFilter &filter, const QJsonObject &item)
{
    const protocol::RestartEvent restart = protocol::restartEventFromJson(item);
    if (!matches(filter, restart)) {
        return std::nullopt;
    }
    return csvLine({restart.timestamp ? protocol::toIso(*restart.timestamp) : QString(),
                    restart.workerName, item.value(u"status").toString(),
                    QString::number(restart.attempt), restart.error.value_or(QString())});
}

bool isListed(ExportKind kind, const HistoryFilter &filter, const QJsonObject &item)
{
    if (kind == ExportKind::Restarts) {
        return matches(filter, protocol::restartEventFromJson(item));
    }
    const auto line = protocol::eventFromJson(item);
    return line && matches(filter, *line);
}

} // namespace

ExportFormat formatOf(const QString &fileName)
{
    return fileName.endsWith(u".json"_s, Qt::CaseInsensitive) ? ExportFormat::Json
                                                              : ExportFormat::Csv;
}

QByteArray exportHead(ExportKind kind, ExportFormat format)
{
    if (format == ExportFormat::Json) {
        return "[\n";
    }
    // The names are those of the API, whatever language the console speaks.
    return kind == ExportKind::Journal
        ? "sequence,timestamp,type,channel,subject,sentence,data,cause\r\n"
        : "timestamp,worker_name,status,attempt,error\r\n";
}

std::optional<QByteArray> exportLine(ExportKind kind, ExportFormat format,
                                     const HistoryFilter &filter, const QJsonObject &item)
{
    if (format == ExportFormat::Csv) {
        return kind == ExportKind::Journal ? journalLine(filter, item) : restartLine(filter, item);
    }
    return isListed(kind, filter, item)
        ? std::optional(QJsonDocument(item).toJson(QJsonDocument::Compact))
        : std::nullopt;
}

QByteArray exportBetween(ExportFormat format)
{
    return format == ExportFormat::Json ? ",\n" : "";
}

QByteArray exportFoot(ExportFormat format)
{
    return format == ExportFormat::Json ? "\n]\n" : "";
}

} // namespace ui
