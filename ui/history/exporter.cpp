// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/exporter.h"

#include "backend/protocol/json.h"
#include "ui/client/apiclient.h"
#include "ui/history/historymodels.h"

#include <QDir>
#include <QJsonArray>
#include <QLocale>
#include <QUrl>

namespace ui {

using namespace Qt::StringLiterals;

Exporter::Exporter(ApiClient &api, QObject *parent)
    : QObject(parent)
    , m_api(api)
{ }

void Exporter::start(ExportKind kind, const HistoryFilter &filter, const QString &fileName)
{
    ++m_question;
    m_kind = kind;
    m_filter = filter;
    m_format = formatOf(fileName);
    m_lines = 0;
    m_before = {};
    m_file = std::make_unique<QSaveFile>(fileName);
    if (!m_file->open(QIODevice::WriteOnly) || m_file->write(exportHead(kind, m_format)) < 0) {
        fail(m_file->errorString());
        return;
    }
    say(tr("Exporting…"));
    read({});
}

void Exporter::cancel()
{
    if (isRunning()) {
        ++m_question;
        m_file.reset(); // what was begun is removed
        say(tr("The export was stopped; nothing was written"));
    }
}

void Exporter::read(const QString &cursor)
{
    const bool isJournal = m_kind == ExportKind::Journal;
    QString path = isJournal
        ? u"/api/journal?limit=100"_s + journalQuery(m_filter)
        : u"/api/system/supervisor/restart-history?limit=100"_s + restartsQuery(m_filter);
    path += queryPart(isJournal ? u"cursor"_s : u"offset"_s, cursor);
    m_api.get(path, this, [this, cursor, question = m_question](const Answer &answer) {
        if (question == m_question) {
            take(cursor, answer);
        }
    });
}

void Exporter::take(const QString &cursor, const Answer &answer)
{
    if (!answer.ok()) {
        fail(answer.error);
        return;
    }
    if (!write(answer.body)) {
        fail(m_file->errorString());
        return;
    }
    const std::optional<QString> next = m_kind == ExportKind::Journal
        ? protocol::textOf(answer.body, u"next_cursor")
        : nextOffset(answer.body, cursor);
    if (next) {
        say(tr("Exporting: %1 lines").arg(QLocale().toString(m_lines)));
        read(*next);
    } else {
        finish();
    }
}

bool Exporter::write(const QJsonObject &body)
{
    const QJsonArray items = body.value(u"items").toArray();
    for (const auto &item : items) {
        // Restarts are read by their place: one that came meanwhile moves the others along.
        if (m_kind == ExportKind::Restarts && m_before.contains(item)) {
            continue;
        }
        const auto line = exportLine(m_kind, m_format, m_filter, item.toObject());
        if (!line) {
            continue;
        }
        const QByteArray between = m_lines > 0 ? exportBetween(m_format) : QByteArray();
        if (m_file->write(between + *line) < 0) {
            return false;
        }
        ++m_lines;
    }
    m_before = items;
    return true;
}

void Exporter::finish()
{
    const QString name = QDir::toNativeSeparators(m_file->fileName());
    if (m_file->write(exportFoot(m_format)) < 0 || !m_file->commit()) {
        fail(m_file->errorString());
        return;
    }
    m_file.reset();
    say(tr("%n lines were written to %1", nullptr, static_cast<int>(m_lines)).arg(name));
}

void Exporter::fail(const QString &sentence)
{
    const QString name = QDir::toNativeSeparators(m_file->fileName());
    ++m_question;
    m_file.reset();
    say(tr("%1 was not written: %2").arg(name, sentence));
}

void Exporter::say(const QString &sentence)
{
    m_sentence = sentence;
    Q_EMIT changed();
}

} // namespace ui
