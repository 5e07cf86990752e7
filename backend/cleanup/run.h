// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/cleanup/filestore.h"
#include "backend/cleanup/rowstore.h"
#include "backend/cleanup/servicecalls.h"
#include "backend/protocol/cleanup.h"
#include "backend/storage/storage.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace cleanup {

/// Removes at most `limit` rows older than `before` from the tables of a room that keeps account of
/// them itself; gives their number.
using Prune = std::function<void(protocol::WallTime before, int limit, QObject *context,
                                 const std::function<void(protocol::Result<int>)> &done)>;

/// The rows that their own rooms remove.
struct Owners
{
    Prune journal = {};
    Prune restartHistory = {};
};

/// Where the files lie; absolute.
struct Places
{
    QString cameraRoot = {};
    QString framesRoot = {};
    QString spillRoot = {};
};

/// One run of the cleanup, from its first phase to its end: one batch after the other, each a
/// commit of its own, so that nobody waits for more than one. While the store or the cleanup
/// service is away, it waits. Lives on the backend thread.
class Run final : public QObject
{
    Q_OBJECT

public:
    struct Settings
    {
        QList<Phase> phases = {};
        protocol::CleanupJob job = {}; ///< id, kind, dry run, start
        protocol::WallTime before = {}; ///< what is older than this is old
        bool deleteImages = false;
        Places places = {};
        Owners owners = {};
    };

    Run(storage::Storage &store, ServiceCalls &service, Settings settings,
        QObject *parent = nullptr);

    void start();

    enum class Patience
    {
        OneBatch, ///< it ends after the batch in hand
        None ///< it does not wait for the cleanup service
    };

    /// It ends as cancelled, for this reason.
    void stop(const QString &reason, Patience patience);

    const protocol::CleanupJob &job() const { return m_job; }

    bool isOver() const { return m_job.state != protocol::CleanupState::Running; }

    /// Nothing but the cleanup service is in its way.
    bool isStuck() const { return m_service.isStuck(protocol::Now::read().steady); }

Q_SIGNALS:
    void changed();
    /// A phase is over, the last one too.
    void advanced();
    void ended();

private:
    template<typename T>
    void inStore(storage::Mode mode, const std::function<T(storage::Transaction &)> &work,
                 const std::function<void(const T &)> &done);

    Phase phase() const { return m_settings.phases.at(m_phase); }

    protocol::CleanupPhase &progress() { return m_job.phases[m_phase]; }

    bool isDry() const { return m_job.isDryRun; }

    void beginPhase();
    void endPhase();
    void step();
    void end(protocol::CleanupState state, const std::optional<QString> &error = {});
    void waitFor(const std::optional<QString> &what);
    void refused(const protocol::Error &error, const std::function<void()> &again);
    void goOn();
    void ask(const QJsonObject &request, const ServiceCalls::Answer &done);
    bool hasFault(const QJsonObject &answer);
    void noteFailures(const QJsonArray &failed);

    void sweepRows();
    void pruneRows(const Prune &prune);
    void swept(const Slab &slab);

    void readImages();
    void imagesRead(const ImageSlab &slab);
    void imagesAnswered(const ImageSlab &slab, const QJsonObject &answer);
    void removeRows();

    void listOrphans();
    void listed(const QJsonObject &answer);
    void findOrphans(const QList<File> &files);
    QString root() const;
    void orphansFound(const QList<File> &orphans);
    void orphansDeleted(const QJsonObject &answer);
    void pieceDone();

    storage::Storage &m_store;
    ServiceCalls &m_service;
    Settings m_settings;
    protocol::CleanupJob m_job;
    qsizetype m_phase = 0;
    int m_limit = FirstBatch;
    std::chrono::microseconds m_took{}; ///< by the last batch in the store
    Cursor m_cursor; ///< of the rows
    int m_lines = 0; ///< written into the journal
    qint64 m_imageCursor = 0;
    bool m_isLastSlab = false;
    QList<qint64> m_toRemove; ///< rows of images whose files are gone
    QString m_listCursor;
    bool m_isLastPiece = false;
    QTimer m_next; ///< until the next batch, or the next try
    std::optional<QString> m_stopReason;
    bool m_isInStore = false; ///< a batch is on its way
};

} // namespace cleanup
