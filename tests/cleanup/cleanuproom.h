// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/cleanup/cleanup.h"
#include "backend/journal/journal.h"
#include "backend/journal/restarthistory.h"
#include "backend/workers/cleanupservice.h"
#include "tests/cleanup/agedfile.h"
#include "tests/cleanup/oldrows.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <memory>
#include <optional>

/// A cleanup over a real store and real files; what the service would do is done in this process.
class CleanupRoom final : public QObject
{
public:
    CleanupRoom()
    {
        QDir().mkpath(cameraRoot());
        open();
    }

    ~CleanupRoom() override
    {
        cleanup.reset();
        history.reset();
        journal.reset();
    }

    CleanupRoom(const CleanupRoom &) = delete;
    CleanupRoom &operator=(const CleanupRoom &) = delete;

    QString cameraRoot() const { return m_folder.path() + QStringLiteral("/cameras"); }

    /// Anew, when it is open already.
    void open()
    {
        journal.reset();
        history.reset();
        store.reset();
        auto opened =
            storage::Storage::open({.path = m_folder.filePath(QStringLiteral("signalbox.db")),
                                    .trialInterval = std::chrono::milliseconds(20)});
        store = std::move(opened.value());
        journal = std::make_unique<journal::Journal>(*store, m_registry, QStringLiteral("n"));
        history = std::make_unique<journal::RestartHistory>(*store);
    }

    /// As at a start of the program.
    void begin(bool deleteImages = false, std::chrono::milliseconds catchUp = std::chrono::hours(1))
    {
        const auto pruneOf = [](auto &room) {
            return [&room](protocol::WallTime before, int limit, QObject *context,
                           const auto &done) { room->prune(before, limit, context, done); };
        };
        cleanup = std::make_unique<cleanup::Cleanup>(
            *store,
            cleanup::Owners{.journal = pruneOf(journal), .restartHistory = pruneOf(history)},
            cleanup::Settings{.deleteImages = deleteImages,
                              .places = {.cameraRoot = cameraRoot(),
                                         .framesRoot = m_folder.filePath(QStringLiteral("frames")),
                                         .spillRoot = m_folder.filePath(QStringLiteral("spill"))},
                              .catchUpDelay = catchUp});
        connect(cleanup.get(), &cleanup::Cleanup::toService, this, &CleanupRoom::serve);
        cleanup->start();
        QTRY_VERIFY(cleanup->status().nextCleanup.has_value());
    }

    /// Waits for the job's end.
    protocol::CleanupJob jobOver()
    {
        constexpr int patience = 20'000;
        const bool isOver =
            QTest::qWaitFor([this] { return !cleanup->status().running; }, patience);
        return isOver ? cleanup->status().job.value_or(protocol::CleanupJob())
                      : protocol::CleanupJob();
    }

    protocol::CleanupJob runToEnd(protocol::CleanupKind kind, bool isDry)
    {
        const auto job = cleanup->run(kind, isDry);
        return job ? jobOver() : protocol::CleanupJob{.error = job.error().detail};
    }

    /// A file of an image that is through long ago, and its row.
    bool putImage(int id, const QString &state = QStringLiteral("done")) const
    {
        const QString path = cameraRoot() + QStringLiteral("/cam/%1.jpg").arg(id);
        if (!agedfile::write(path, QByteArray(1000, 'x'))) {
            return false;
        }
        return oldrows::change(*store, {agedfile::imageRow(id, path, state, oldrows::Old)})
            .isEmpty();
    }

    bool isThere(int id) const
    {
        return QFile::exists(cameraRoot() + QStringLiteral("/cam/%1.jpg").arg(id));
    }

    qint64 count(const QString &rows) const
    {
        return numberIn(*store, QStringLiteral("SELECT count(*) FROM ") + rows);
    }

    std::unique_ptr<storage::Storage> store;
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<journal::RestartHistory> history;
    std::unique_ptr<cleanup::Cleanup> cleanup;
    bool isServing = true; ///< false: requests get no answer
    int requests = 0;

private:
    void serve(const QByteArray &line)
    {
        ++requests;
        if (isServing) {
            const QJsonObject answer = m_service.perform(QJsonDocument::fromJson(line).object());
            cleanup->take(QJsonDocument(answer).toJson(QJsonDocument::Compact));
        }
    }

    QTemporaryDir m_folder;
    protocol::EventRegistry m_registry;
    workers::CleanupService m_service;
};
