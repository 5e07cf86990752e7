// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/decoders.h"
#include "backend/pipeline/videorules.h"
#include "backend/queue/jobqueue.h"
#include "backend/storage/storage.h"
#include "backend/supervisor/childprocess.h"
#include "backend/supervisor/linesplitter.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace pipeline {

/// Takes the jobs of the video queue, one at a time: ffmpeg cuts the video into frames, under the
/// leash and with few rights; decoders look at the frames; each good one becomes a detection job,
/// all of them in the commit that ends the video's own job. Killed at any moment it begins that job
/// anew. Lives on the backend thread.
class VideoCutter final : public QObject
{
    Q_OBJECT

public:
    struct Settings
    {
        QStringList cutterCommand = {}; ///< the program that opens the file and becomes ffmpeg
        QStringList leash = {};
        QString ffmpeg = QStringLiteral("ffmpeg");
        QString root = {}; ///< the camera root
        QString framesRoot = {}; ///< one folder a video below it
        std::chrono::milliseconds timeout{600'000};
    };

    VideoCutter(storage::Storage &store, Decoders &decoders, Settings settings,
                QObject *parent = nullptr);

    /// Removes frames that nobody waits for any more, then takes jobs.
    void start();
    /// There may be work.
    void wake();
    /// No new work; `done` when the one in hand has been given back.
    void drain(std::function<void()> done);
    /// All of its frames have been looked at.
    void removeFrames(qint64 imageId) const;

    /// Why videos wait although nothing is in their way in the queue.
    std::optional<QString> fault() const { return m_fault; }

Q_SIGNALS:
    /// Detection jobs were committed.
    void framesReady();
    /// The video will have no frames: it ends in this state.
    void ended(const QString &state);
    void changed();

private:
    struct Cut
    {
        queue::Job job = {};
        QString folder = {};
        std::unique_ptr<supervisor::ChildProcess> child = {};
        supervisor::LineSplitter output;
        supervisor::LineSplitter errors;
        std::optional<double> duration = {};
        QString lastLine = {};
        int toldProgress = 0;
        bool timedOut = false;
        bool isCommitting = false;
        std::vector<Frame> frames = {};
        QStringList unchecked = {};
    };

    void take(const protocol::Result<std::optional<queue::Job>> &leased);
    void begin(const queue::Job &job);
    void read(supervisor::Stream stream, const QByteArray &bytes);
    void readProgress(const QString &line);
    void cutEnded(const CutResult &result);
    void checkNext();
    void commitFrames();
    void refuse(const QString &reason);
    void setBack(const CutVerdict &verdict);
    void commit(const std::function<void(storage::Transaction &)> &work,
                const std::function<void()> &done);
    void finished();

    storage::Storage &m_store;
    Decoders &m_decoders;
    Settings m_settings;
    std::unique_ptr<Cut> m_cut;
    std::function<void()> m_drained;
    std::optional<QString> m_fault;
    QTimer m_holdOff; ///< while it runs nothing is begun
    QTimer m_nap;
    QTimer m_deadline;
    bool m_isLeasing = false;
    bool m_isStarted = false;
    bool m_isDraining = false;
};

} // namespace pipeline
