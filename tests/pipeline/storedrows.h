// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/storage.h"
#include "tests/storage/storagesupport.h"
#include "tests/support/anystore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

/// A store of its own, with cameras, batches, events and detections as a pipeline leaves them.
class StoredRows final
{
public:
    StoredRows()
    {
        auto opened = support::openStore(m_folder.filePath(QStringLiteral("signalbox.db")));
        m_store = opened ? std::move(opened.value()) : nullptr;
        put({QStringLiteral("INSERT INTO cameras (id, name, folder_path, created_at) VALUES "
                            "('gate', 'Gate', '/c/Gate', 't'), ('yard', 'Yard', '/c/Yard', 't')")});
    }

    storage::Storage &store() { return *m_store; }

    /// Runs the statements in one commit; the text of the fault.
    QString put(const QStringList &statements)
    {
        const auto done = written<protocol::Done>(*m_store, [statements](storage::Transaction &tx) {
            for (const QString &statement : statements) {
                tx.exec(statement);
            }
            return protocol::Done{};
        });
        return done ? QString() : done.error().detail;
    }

    /// "10:05" on the day of these rows.
    static QString at(const QString &clock)
    {
        return QStringLiteral("2025-12-27T") + clock + QStringLiteral(":00.000Z");
    }

    static std::optional<protocol::WallTime> moment(const QString &clock)
    {
        return protocol::fromIso(at(clock));
    }

    static QString event(int id, const QString &camera, int score, const QString &clock,
                         const QString &more = QStringLiteral("NULL, NULL, NULL"))
    {
        return QStringLiteral(
                   "INSERT INTO events (id, batch_id, camera_id, risk_score, risk_level, "
                   "started_at, created_at, summary, object_types, notes) VALUES (%1, 'b%1', '%2', "
                   "%3, CASE WHEN %3 < 30 THEN 'low' WHEN %3 < 60 THEN 'medium' WHEN %3 < 85 THEN "
                   "'high' ELSE 'critical' END, '%4', '%4', %5)")
            .arg(QString::number(id), camera, QString::number(score), at(clock), more);
    }

    static QString detection(int id, const QString &camera, const QString &type, double confidence,
                             const QString &clock, const QString &batch = QStringLiteral("NULL"))
    {
        return QStringLiteral("INSERT INTO detections (id, camera_id, object_type, confidence, "
                              "detected_at, file_path, batch_id) VALUES (%1, '%2', '%3', %4, "
                              "'%5', '/c/x.jpg', %6)")
            .arg(QString::number(id), camera, type, QString::number(confidence), at(clock), batch);
    }

    /// The ids of a page's items.
    static QList<qint64> idsOf(const QJsonObject &page)
    {
        QList<qint64> ids;
        const QJsonArray items = page[QStringLiteral("items")].toArray();
        for (const auto &item : items) {
            ids.append(item[u"id"].toInteger());
        }
        return ids;
    }

    /// The answer of a reading work as an object.
    QJsonObject document(const std::function<QByteArray(storage::Transaction &)> &work)
    {
        const auto bytes = readOf<QByteArray>(*m_store, work);
        return bytes ? QJsonDocument::fromJson(bytes.value()).object() : QJsonObject();
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<storage::Storage> m_store;
};
