// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/exporttext.h"

#include <QJsonArray>
#include <QObject>
#include <QSaveFile>

#include <memory>

namespace ui {

struct Answer;
class ApiClient;

/// Writes all that a filter gives into a file, page by page. The file is there as a whole or, when
/// something fails, as it was before.
class Exporter final : public QObject
{
    Q_OBJECT

public:
    Exporter(ApiClient &api, QObject *parent);

    void start(ExportKind kind, const HistoryFilter &filter, const QString &fileName);
    void cancel();

    bool isRunning() const { return m_file != nullptr; }

    qint64 lines() const { return m_lines; }

    /// What became of the last one, or how far this one is, in one sentence.
    QString sentence() const { return m_sentence; }

Q_SIGNALS:
    void changed();

private:
    void read(const QString &cursor);
    void take(const QString &cursor, const Answer &answer);
    bool write(const QJsonObject &body);
    void fail(const QString &sentence);
    void finish();
    void say(const QString &sentence);

    ApiClient &m_api;
    std::unique_ptr<QSaveFile> m_file;
    ExportKind m_kind = ExportKind::Journal;
    ExportFormat m_format = ExportFormat::Csv;
    HistoryFilter m_filter;
    QString m_sentence;
    qint64 m_lines = 0;
    QJsonArray m_before = {}; ///< the page before
    int m_question = 0;
};

} // namespace ui
