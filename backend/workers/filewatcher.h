// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/workers/intake.h"
#include "backend/workers/linechannel.h"
#include "backend/workers/mountwatch.h"
#include "backend/workers/treescan.h"
#include "backend/workers/treewatch.h"
#include "backend/workers/watcheroptions.h"

#include <QMap>
#include <QTimer>

namespace workers {

/// Finds complete images in the camera root and names them on standard output.
///
/// In: {"type":"credit","n"} (so many files may be named), {"type":"rescan"},
/// {"type":"forget"[,"path","inode","size","mtime_ns"]} (told of again by the next scan).
/// Out: {"type":"status","observer","pending","waiting","overflows","root","error","cameras",
/// "polled":[{"path","reason"}]} on change; the observer is "polling" as long as one folder is
/// polled, and "polled" names those that are while the rest is native;
/// {"type":"file","camera_folder","path","inode","size","mtime_ns","closed_at_ns",
/// "media_type"},
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
    void watchFolder(const QByteArray &relative, int fd);
    void pollFolders();
    QString faultToMend() const;
    QString absolute(const QByteArray &relative) const;
    void handle(const QJsonObject &message);
    void tellStatus();
    bool wantsNative() const;
    bool scanIsDue(protocol::SteadyTime now) const;

    WatcherOptions m_options;
    LineChannel &m_channel;
    Intake m_intake;
    TreeScan m_scan;
    TreeWatch m_watch;
    MountWatch m_mounts;
    UniqueFd m_root;
    QTimer m_tick;
    QTimer m_slice;
    QString m_error;
    QSet<QString> m_cameras;
    QSet<QString> m_foundCameras;
    QJsonObject m_told;
    /// Folders that inotify does not see, each with why; the watch is tried again with every look.
    QMap<QByteArray, QString> m_polled;
    QMap<QByteArray, QString> m_toldPolled; ///< as of the end of the last scan
    protocol::SteadyTime m_lastPoll;
    protocol::SteadyTime m_lastScan;
    /// When inotify is tried again after it was not to be had.
    protocol::SteadyTime m_nextNative;
    bool m_native = false;
    bool m_fullScan = false;
    bool m_scanAgain = false;
    int m_overflows = 0;
};

} // namespace workers
