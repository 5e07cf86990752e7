// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/protocol/result.h"
#include "backend/workers/intake.h"
#include "backend/workers/linechannel.h"
#include "backend/workers/treescan.h"
#include "backend/workers/treewatch.h"

#include <QTimer>

namespace workers {

/// How the camera root is observed.
enum class Observer
{
    Auto, ///< inotify where it works, else polling
    Native, ///< inotify also where the file system is not known to be capable of it
    Polling,
};

struct WatcherOptions
{
    QString root = {};
    Observer observer = Observer::Auto;
    std::chrono::milliseconds pollInterval{1000};
    Patience patience = {};
};

/// Reads --root, --observer, --poll-interval, --stability and --incomplete-after (seconds).
protocol::Result<WatcherOptions> watcherOptions(const QStringList &args);

/// Finds complete images in the camera root and names them on standard output.
///
/// In: {"type":"credit","n"} (so many files may be named), {"type":"rescan"}.
/// Out: {"type":"status","observer","pending","waiting","overflows","root","error","cameras"} on
/// change, {"type":"file","camera_folder","path","inode","size","mtime_ns","closed_at_ns"},
/// {"type":"incomplete"|"rejected"|"ignored","path","reason"}. A start names everything that is
/// there, oldest first: the backend knows what it has seen.
class FileWatcher final : public QObject
{
    Q_OBJECT

public:
    FileWatcher(WatcherOptions options, LineChannel &channel, QObject *parent = nullptr);

    void start();

private:
    void tick();
    bool openRoot();
    bool rootCanBeRead() const;
    bool rootIsStillThere() const;
    void startNative();
    void startScan();
    void scanSlice();
    void enterFolder(const QByteArray &relative, int fd);
    void handle(const QJsonObject &message);
    void tellStatus();
    bool wantsNative() const;
    bool scanIsDue(protocol::SteadyTime now) const;

    WatcherOptions m_options;
    LineChannel &m_channel;
    Intake m_intake;
    TreeScan m_scan;
    TreeWatch m_watch;
    UniqueFd m_root;
    QTimer m_tick;
    QTimer m_slice;
    QString m_error;
    QSet<QString> m_cameras;
    QSet<QString> m_foundCameras;
    QJsonObject m_told;
    protocol::SteadyTime m_lastScan;
    /// When inotify is tried again after it was not to be had.
    protocol::SteadyTime m_nextNative;
    bool m_native = false;
    bool m_fullScan = false;
    bool m_scanAgain = false;
    int m_overflows = 0;
};

} // namespace workers
