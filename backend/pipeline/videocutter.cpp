// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/videocutter.h"

#include "backend/pipeline/imagestore.h"
#include "backend/pipeline/videostore.h"
#include "backend/protocol/cutter.h"

#include <QDir>
#include <QLoggingCategory>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(videoLog, "signalbox.pipeline.video")

namespace pipeline {

namespace {

constexpr auto StoreRetry = 1s;
constexpr auto AwayPause = 5s;
constexpr auto LongestNap = 30s;
constexpr qsizetype MaxLineBytes = 4096;
constexpr int ProgressStep = 10; ///< points between two messages

} // namespace

VideoCutter::VideoCutter(storage::Storage &store, Decoders &decoders, Settings settings,
                         QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_decoders(decoders)
    , m_settings(std::move(settings))
{
    for (QTimer *timer : {&m_holdOff, &m_nap}) {
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, this, &VideoCutter::wake);
    }
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        m_cut->timedOut = true;
        m_cut->child->signal(SIGKILL);
    });
}

void VideoCutter::start()
{
    m_store.read<QStringList>(this, videosInWork, [this](const auto &ids) {
        if (!ids) {
            QTimer::singleShot(StoreRetry, this, &VideoCutter::start);
            return;
        }
        QDir frames(m_settings.framesRoot);
        const QStringList folders = frames.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString &folder : folders) {
            if (!ids.value().contains(folder)) {
                QDir(frames.filePath(folder)).removeRecursively();
            }
        }
        m_isStarted = true;
        wake();
    });
}

void VideoCutter::wake()
{
    if (!m_isStarted || m_isDraining || m_isLeasing || m_cut || m_holdOff.isActive()) {
        return;
    }
    m_isLeasing = true;
    m_store.write<std::optional<queue::Job>>(this, leaseVideo,
                                             [this](const auto &leased) { take(leased); });
}

void VideoCutter::drain(std::function<void()> done)
{
    m_isDraining = true;
    m_drained = std::move(done);
    if (m_cut && m_cut->child) {
        m_cut->child->signal(SIGKILL);
    } else if (m_cut && !m_cut->isCommitting) {
        setBack({CutOutcome::Away, u"interrupted"_s}); // the decoders have been stopped
    } else if (!m_cut && !m_isLeasing) {
        finished();
    }
}

void VideoCutter::removeFrames(qint64 imageId) const
{
    QDir(m_settings.framesRoot % u'/' % QString::number(imageId)).removeRecursively();
}

void VideoCutter::take(const protocol::Result<std::optional<queue::Job>> &leased)
{
    m_isLeasing = false;
    if (!leased) {
        m_holdOff.start(StoreRetry);
    } else if (leased.value()) {
        begin(*leased.value());
        return;
    } else {
        m_nap.start(LongestNap); // one that waits for its next attempt wakes nobody
    }
    if (m_isDraining) {
        finished();
    }
}

void VideoCutter::begin(const queue::Job &job)
{
    m_cut =
        std::make_unique<Cut>(Cut{.job = job,
                                  .folder = m_settings.framesRoot % u'/'
                                      % QString::number(job.payload.value(u"image_id").toInteger()),
                                  .output = supervisor::LineSplitter(MaxLineBytes, MaxLineBytes),
                                  .errors = supervisor::LineSplitter(MaxLineBytes, MaxLineBytes)});
    QDir(m_cut->folder).removeRecursively();
    if (m_isDraining || !QDir().mkpath(m_cut->folder)) {
        setBack({CutOutcome::Away,
                 m_isDraining ? u"not begun"_s : m_cut->folder % u" cannot be made"_s});
        return;
    }
    const QStringList command = m_settings.cutterCommand
        + QStringList{m_settings.root, job.payload.value(u"file_path").toString(), u"--"_s,
                      m_settings.ffmpeg}
        + cuttingArguments(QLatin1StringView(protocol::CutterInput),
                           m_cut->folder % u"/%03d.jpg"_s);
    m_cut->child = std::make_unique<supervisor::ChildProcess>(
        supervisor::ChildProcess::Options{.command = command,
                                          .directory = m_cut->folder,
                                          .environment = QProcessEnvironment::systemEnvironment(),
                                          .leash = m_settings.leash});
    const auto *child = m_cut->child.get();
    connect(child, &supervisor::ChildProcess::output, this, &VideoCutter::read);
    connect(child, &supervisor::ChildProcess::failedToStart, this, [this](const QString &reason) {
        setBack({CutOutcome::Away, u"ffmpeg cannot be started: "_s % reason});
    });
    connect(child, &supervisor::ChildProcess::exited, this, [this](supervisor::Exit exit) {
        cutEnded({.hasExited = exit.signal == 0,
                  .code = exit.signal == 0 ? exit.code : exit.signal,
                  .timedOut = m_cut->timedOut,
                  .lastLine = m_cut->lastLine});
    });
    m_deadline.start(m_settings.timeout);
    m_cut->child->start();
    Q_EMIT changed();
}

void VideoCutter::read(supervisor::Stream stream, const QByteArray &bytes)
{
    const bool isError = stream == supervisor::Stream::Error;
    const auto lines = (isError ? m_cut->errors : m_cut->output).take(bytes);
    for (const auto &line : lines) {
        const QString text = QString::fromUtf8(line.bytes);
        if (!isError) {
            readProgress(text);
            continue;
        }
        if (const auto duration = durationFrom(text)) {
            m_cut->duration = duration;
        }
        m_cut->lastLine = text.trimmed().isEmpty() ? m_cut->lastLine : text.trimmed();
    }
}

void VideoCutter::readProgress(const QString &line)
{
    const auto frames = framesFrom(line);
    const int progress = frames ? progressOf(*frames, m_cut->duration) : 0;
    if (progress < m_cut->toldProgress + ProgressStep || progress >= 100) {
        return; // the end is told when it is stored
    }
    m_cut->toldProgress = progress;
    m_store.write<protocol::Done>(
        this, [job = m_cut->job, progress, count = *frames](storage::Transaction &tx) {
            tellVideoProgress(tx, job, progress, u"%1 frames"_s.arg(count));
            return protocol::Done{};
        });
}

void VideoCutter::cutEnded(const CutResult &result)
{
    m_deadline.stop();
    m_cut->child.release()->deleteLater(); // it is the one that calls
    if (m_isDraining) {
        setBack({CutOutcome::Away, u"interrupted"_s});
        return;
    }
    const QDir folder(m_cut->folder);
    m_cut->unchecked = folder.entryList({u"*.jpg"_s}, QDir::Files, QDir::Name);
    CutResult complete = result;
    complete.frames = static_cast<int>(m_cut->unchecked.size());
    const CutVerdict verdict =
        judgeCut(complete, protocol::CutterCannotOpen, protocol::CutterCannotExecute);
    switch (verdict.outcome) {
    case CutOutcome::Frames:
        return checkNext();
    case CutOutcome::Refused:
        return refuse(verdict.reason);
    case CutOutcome::Failed:
    case CutOutcome::Away:
        return setBack(verdict);
    }
}

// ffmpeg has made them out of hostile bytes: they are as strange to us as any file of a camera.
void VideoCutter::checkNext()
{
    if (m_cut->unchecked.isEmpty()) {
        if (m_cut->frames.empty()) {
            refuse(u"none of its frames can be read"_s);
        } else {
            commitFrames();
        }
        return;
    }
    const QString name = m_cut->unchecked.takeFirst();
    const QString path = m_cut->folder % u'/' % name;
    const int number = QStringView(name).first(3).toInt();
    m_decoders.decode(path, m_settings.framesRoot, [this, path, number](const Decoded &decoded) {
        if (decoded.ok) {
            m_cut->frames.push_back({.path = path,
                                     .sha256 = decoded.sha256,
                                     .offsetSeconds = (number - 1) * FrameIntervalSeconds});
        }
        checkNext();
    });
}

void VideoCutter::commitFrames()
{
    const VideoFrames frames{.root = m_settings.framesRoot, .frames = m_cut->frames};
    commit([job = m_cut->job, frames](storage::Transaction &tx) { storeFrames(tx, job, frames); },
           [this] { Q_EMIT framesReady(); });
}

void VideoCutter::refuse(const QString &reason)
{
    qCInfo(videoLog) << "refused" << m_cut->job.payload.value(u"file_path").toString() << ":"
                     << reason;
    commit([job = m_cut->job, reason](storage::Transaction &tx) { refuseVideo(tx, job, reason); },
           [this] { Q_EMIT ended(u"rejected"_s); });
}

void VideoCutter::setBack(const CutVerdict &verdict)
{
    const bool isAway = verdict.outcome == CutOutcome::Away;
    m_fault = isAway && !m_isDraining ? std::optional(verdict.reason) : std::nullopt;
    if (isAway && !m_isDraining) {
        m_holdOff.start(AwayPause);
    }
    const auto isDead = std::make_shared<bool>(false);
    commit(
        [job = m_cut->job, verdict, isAway, isDead](storage::Transaction &tx) {
            *isDead = setVideoBack(tx, job, verdict.reason, !isAway);
        },
        [this, isDead] {
            if (*isDead) {
                Q_EMIT ended(u"dead"_s);
            }
        });
}

// A job in hand is let go only by a commit: while the store cannot take it, it is tried again.
void VideoCutter::commit(const std::function<void(storage::Transaction &)> &work,
                         const std::function<void()> &done)
{
    m_cut->isCommitting = true;
    m_store.write<protocol::Done>(
        this,
        [work](storage::Transaction &tx) {
            work(tx);
            return protocol::Done{};
        },
        [this, work, done](const protocol::Result<protocol::Done> &written) {
            if (!written) {
                QTimer::singleShot(StoreRetry, this, [this, work, done] { commit(work, done); });
                return;
            }
            m_cut.reset();
            done();
            finished();
        });
}

void VideoCutter::finished()
{
    Q_EMIT changed();
    if (!m_isDraining) {
        wake();
    } else if (m_drained) {
        std::exchange(m_drained, {})();
    }
}

} // namespace pipeline
