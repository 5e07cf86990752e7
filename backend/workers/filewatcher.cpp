// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/filewatcher.h"

#include "backend/workers/beneath.h"

#include <QJsonArray>

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Now;

namespace workers {

namespace {

constexpr auto TickInterval = 250ms;
constexpr auto SafetyInterval = 60s;
constexpr int SliceEntries = 500;
constexpr qsizetype MaxUnsent = 262144;
constexpr qsizetype MaxToldFolders = 20;
constexpr QStringView UnseenHere = u"inotify does not see changes by others on this file system";

} // namespace

FileWatcher::FileWatcher(WatcherOptions options, LineChannel &channel, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_channel(channel)
    , m_intake(m_options.root, m_options.patience)
    , m_scan({.folder = [this](const QByteArray &name, int fd) { enterFolder(name, fd); },
              .file = [this](const QByteArray &name) { m_intake.sight(name, false); },
              .refused =
                  [this](const QByteArray &name, const QString &why) {
                      // The root is looked at with every tick, and told of as an error.
                      if (!name.isEmpty()) {
                          m_intake.refuseFolder(name, why);
                      }
                  }})
    , m_mounts(m_options.root, m_options.mounts)
{
    connect(&m_intake, &Intake::line, this, [this](const auto &line) { m_channel.write(line); });
    connect(&m_channel, &LineChannel::received, this, &FileWatcher::handle);
    connect(&m_watch, &TreeWatch::fileSeen, this, [this](const QByteArray &name, bool closed) {
        m_intake.sight(name, closed);
        m_intake.release();
    });
    connect(&m_watch, &TreeWatch::folderAppeared, this, [this](const QByteArray &name) {
        m_scan.add(name);
        m_slice.start(0ms);
    });
    connect(&m_watch, &TreeWatch::overflowed, this, [this] {
        ++m_overflows;
        m_scanAgain = true;
    });
    connect(&m_watch, &TreeWatch::rootGone, this, [this] { m_root.reset(); });
    connect(&m_tick, &QTimer::timeout, this, &FileWatcher::tick);
    connect(&m_slice, &QTimer::timeout, this, &FileWatcher::scanSlice);
}

void FileWatcher::start()
{
    tick();
    m_tick.start(TickInterval);
}

bool FileWatcher::wantsNative() const
{
    return m_options.observer != Observer::Polling
        && (m_options.observer == Observer::Native || TreeWatch::seesAll(m_root.get()));
}

bool FileWatcher::rootIsStillThere() const
{
    struct stat mine
    {
    };

    struct stat there
    {
    };

    return m_root.valid() && ::fstat(m_root.get(), &mine) == 0
        && ::stat(m_options.root.toUtf8().constData(), &there) == 0 && mine.st_ino == there.st_ino
        && mine.st_dev == there.st_dev;
}

/// Its list and what is in it; that it could once be opened says nothing about now.
bool FileWatcher::rootCanBeRead() const
{
    return m_root.valid()
        && UniqueFd(openBeneath(m_root.get(), {}, O_RDONLY | O_DIRECTORY)).valid();
}

bool FileWatcher::openRoot()
{
    m_slice.stop();
    m_scan.reset(-1);
    m_watch.close();
    m_native = false;
    m_nextNative = {};
    m_cameras.clear();
    m_root.reset(workers::openRoot(m_options.root));
    if (!rootCanBeRead()) {
        m_error = u"camera root "_s + m_options.root + u": "_s
            + (errno == ENOENT ? u"it does not exist"_s : reasonOf(errno));
        m_root.reset();
        return false;
    }
    m_error.clear();
    m_intake.setRoot(m_root.get());
    startScan();
    return true;
}

void FileWatcher::startNative()
{
    const auto now = Now::read().steady;
    if (m_native || now < m_nextNative || !wantsNative()) {
        return;
    }
    m_nextNative = now + SafetyInterval;
    m_native = m_watch.open();
    m_error = m_native ? QString() : m_watch.error();
}

void FileWatcher::startScan()
{
    startNative();
    m_scan.reset(m_root.get());
    m_scan.add({});
    m_polled.clear();
    m_scanAgain = false;
    m_fullScan = true;
    m_foundCameras.clear();
    m_lastScan = Now::read().steady;
    m_intake.beginSweep();
    m_slice.start(0ms);
}

void FileWatcher::enterFolder(const QByteArray &relative, int fd)
{
    if (!relative.isEmpty() && !relative.contains('/')) {
        m_foundCameras.insert(QString::fromUtf8(relative));
        m_cameras.insert(QString::fromUtf8(relative));
    }
    if (m_native) {
        watchFolder(relative, fd);
    } else if (relative.isEmpty() && !wantsNative() && m_options.observer == Observer::Auto) {
        m_polled.insert(relative, UnseenHere.toString()); // and so is everything below it
    }
}

/// A folder that cannot be watched, or that lies on a file system which inotify does not see whole,
/// is polled; the others are not slower for it.
void FileWatcher::watchFolder(const QByteArray &relative, int fd)
{
    if (m_options.observer == Observer::Auto && !TreeWatch::seesAll(fd)) {
        m_polled.insert(relative, UnseenHere.toString());
    } else if (!m_watch.add(fd, relative)) {
        m_polled.insert(relative, m_watch.error());
    } else {
        m_polled.remove(relative);
    }
}

/// Only they are listed again; what is new in them is found, and watched if that works by now.
void FileWatcher::pollFolders()
{
    m_lastPoll = Now::read().steady;
    for (auto it = m_polled.begin(); it != m_polled.end(); ++it) {
        m_scan.add(it.key());
    }
    m_slice.start(0ms);
}

/// What somebody can do something about: a network's file system is as it is.
QString FileWatcher::faultToMend() const
{
    if (!m_error.isEmpty()) {
        return m_error;
    }
    for (const QString &reason : m_toldPolled) {
        if (reason != UnseenHere) {
            return reason;
        }
    }
    return {};
}

void FileWatcher::scanSlice()
{
    if (m_channel.unsentBytes() > MaxUnsent) {
        return; // the backend is slow to read; the timer comes again
    }
    if (m_scan.step(SliceEntries)) {
        return;
    }
    m_slice.stop();
    if (m_fullScan) {
        m_fullScan = false;
        m_cameras = m_foundCameras;
        m_intake.endSweep();
    }
    m_toldPolled = m_polled;
    m_lastScan = Now::read().steady;
    m_intake.release();
    tellStatus();
}

bool FileWatcher::scanIsDue(protocol::SteadyTime now) const
{
    const auto age = now - m_lastScan;
    return m_scanAgain || m_intake.needsScan() || age >= SafetyInterval
        || (!m_native && age >= m_options.pollInterval);
}

void FileWatcher::tick()
{
    if ((!rootIsStillThere() || !rootCanBeRead()) && !openRoot()) {
        tellStatus();
        return;
    }
    m_scanAgain = m_mounts.hasChanged(Now::read().steady) || m_scanAgain;
    m_intake.lookAtPending();
    if (!m_scan.active()) {
        m_intake.release();
        const auto now = Now::read().steady;
        if (scanIsDue(now)) {
            startScan();
        } else if (m_native && !m_polled.isEmpty() && now - m_lastPoll >= m_options.pollInterval) {
            pollFolders();
        }
    }
    tellStatus();
}

void FileWatcher::handle(const QJsonObject &message)
{
    const QString type = message.value(u"type").toString();
    if (type == u"credit") {
        m_intake.addCredit(message.value(u"n").toInt());
    } else if (type == u"forget") {
        m_intake.forget(message);
    } else if (type == u"rescan") {
        m_scanAgain = true;
        tick();
    }
}

QString FileWatcher::absolute(const QByteArray &relative) const
{
    return relative.isEmpty() ? m_options.root
                              : m_options.root % u'/' % QString::fromUtf8(relative);
}

void FileWatcher::tellStatus()
{
    QStringList cameras(m_cameras.begin(), m_cameras.end());
    cameras.sort();
    QJsonArray polled;
    for (auto it = m_toldPolled.begin(); it != m_toldPolled.end() && polled.size() < MaxToldFolders;
         ++it) {
        polled.append(QJsonObject{{u"path"_s, absolute(it.key())}, {u"reason"_s, it.value()}});
    }
    const bool isNative = m_native && m_toldPolled.isEmpty();
    const QString fault = faultToMend();
    const QJsonObject status{{u"type"_s, u"status"_s},
                             {u"observer"_s, isNative ? u"native"_s : u"polling"_s},
                             {u"pending"_s, m_intake.pendingCount()},
                             {u"waiting"_s, m_intake.readyCount()},
                             {u"overflows"_s, m_overflows},
                             {u"root"_s, m_options.root},
                             {u"error"_s, fault.isEmpty() ? QJsonValue() : QJsonValue(fault)},
                             {u"polled"_s, polled},
                             {u"cameras"_s, QJsonArray::fromStringList(cameras)}};
    if (status != m_told) {
        m_told = status;
        m_channel.write(status);
    }
}

} // namespace workers
