// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/filewatcher.h"

#include "backend/workers/beneath.h"

#include <QJsonArray>

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Now;
using protocol::Result;

namespace workers {

namespace {

constexpr auto TickInterval = 250ms;
constexpr auto SafetyInterval = 60s;
constexpr int SliceEntries = 500;
constexpr qsizetype MaxUnsent = 262144;

Result<std::chrono::milliseconds> seconds(const QString &text)
{
    bool ok = false;
    const double value = text.toDouble(&ok);
    if (!ok || value < 0 || value > 1e6) {
        return Error{.kind = ErrorKind::BadRequest,
                     .detail = u"not a number of seconds: "_s + text};
    }
    return std::chrono::milliseconds(static_cast<qint64>(value * 1000));
}

Result<protocol::Done> setOption(WatcherOptions &options, const QString &key, const QString &value)
{
    const std::array<std::pair<QStringView, std::chrono::milliseconds *>, 3> times{
        {{u"--poll-interval", &options.pollInterval},
         {u"--stability", &options.patience.stability},
         {u"--incomplete-after", &options.patience.incompleteAfter}}};
    for (const auto &[name, target] : times) {
        if (key == name) {
            const auto time = seconds(value);
            if (!time) {
                return time.error();
            }
            *target = time.value();
            return protocol::Done{};
        }
    }
    if (key == u"--root") {
        options.root = value;
        return protocol::Done{};
    }
    if (key == u"--observer" && (value == u"auto" || value == u"native" || value == u"polling")) {
        options.observer = value == u"auto" ? Observer::Auto
            : value == u"native"            ? Observer::Native
                                            : Observer::Polling;
        return protocol::Done{};
    }
    return Error{.kind = ErrorKind::BadRequest,
                 .detail = u"unknown option: "_s + key + u' ' + value};
}

} // namespace

Result<WatcherOptions> watcherOptions(const QStringList &args)
{
    WatcherOptions options;
    for (qsizetype i = 0; i < args.size(); i += 2) {
        const auto set = setOption(options, args.at(i), args.value(i + 1));
        if (!set) {
            return set.error();
        }
    }
    while (options.root.size() > 1 && options.root.endsWith(u'/')) {
        options.root.chop(1);
    }
    if (!options.root.startsWith(u'/')) {
        return Error{.kind = ErrorKind::BadRequest, .detail = u"--root needs an absolute folder"_s};
    }
    return options;
}

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
    if (m_native && !m_watch.add(fd, relative)) {
        // Half a tree watched is worse than none: everything is polled until the next safety scan.
        m_error = m_watch.error();
        m_watch.close();
        m_native = false;
    }
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
    m_intake.lookAtPending();
    if (!m_scan.active()) {
        m_intake.release();
        if (scanIsDue(Now::read().steady)) {
            startScan();
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

void FileWatcher::tellStatus()
{
    QStringList cameras(m_cameras.begin(), m_cameras.end());
    cameras.sort();
    const QJsonObject status{{u"type"_s, u"status"_s},
                             {u"observer"_s, m_native ? u"native"_s : u"polling"_s},
                             {u"pending"_s, m_intake.pendingCount()},
                             {u"waiting"_s, m_intake.readyCount()},
                             {u"overflows"_s, m_overflows},
                             {u"root"_s, m_options.root},
                             {u"error"_s, m_error.isEmpty() ? QJsonValue() : QJsonValue(m_error)},
                             {u"cameras"_s, QJsonArray::fromStringList(cameras)}};
    if (status != m_told) {
        m_told = status;
        m_channel.write(status);
    }
}

} // namespace workers
