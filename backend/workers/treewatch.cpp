// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/treewatch.h"

#include "backend/workers/beneath.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <sys/inotify.h>
#include <sys/vfs.h>

using namespace Qt::StringLiterals;

namespace workers {

namespace {

constexpr quint32 Mask = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_ATTRIB
    | IN_MOVE_SELF | IN_DELETE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK;

/// File systems whose changes by others inotify does not see. Source: statfs(2), magic.h.
constexpr std::array<quint32, 9> Blind{0x6969,     0x517b,     0xfe534d42, 0xff534d42, 0x65735546,
                                       0x01021997, 0x00c36400, 0x786f4256, 0x5346414f};

QString adviceOn(int error)
{
    if (error == ENOSPC) {
        return u"no inotify watches left; raise them with: sysctl "
               "fs.inotify.max_user_watches=524288"_s;
    }
    if (error == EMFILE) {
        return u"no inotify instances left; raise them with: sysctl "
               "fs.inotify.max_user_instances=1024"_s;
    }
    return u"inotify is not available: "_s + reasonOf(error);
}

} // namespace

TreeWatch::TreeWatch(QObject *parent)
    : QObject(parent)
{ }

bool TreeWatch::seesAll(int fd)
{
    struct statfs info
    {
    };

    return ::fstatfs(fd, &info) != 0
        || std::find(Blind.begin(), Blind.end(), static_cast<quint32>(info.f_type)) == Blind.end();
}

bool TreeWatch::open()
{
    close();
    m_fd.reset(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
    if (!m_fd.valid()) {
        m_error = adviceOn(errno);
        return false;
    }
    m_error.clear();
    m_notifier = std::make_unique<QSocketNotifier>(m_fd.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &TreeWatch::read);
    return true;
}

void TreeWatch::close()
{
    if (m_notifier != nullptr) {
        m_notifier->setEnabled(false);
        m_notifier.release()->deleteLater(); // it may be the one that is calling
    }
    m_fd.reset();
    m_names.clear();
}

bool TreeWatch::add(int fd, const QByteArray &relative)
{
    // By descriptor: the folder that was opened safely is the one that is watched.
    const QByteArray path = "/proc/self/fd/" + QByteArray::number(fd);
    const int watch = ::inotify_add_watch(m_fd.get(), path.constData(), Mask);
    if (watch < 0) {
        m_error = adviceOn(errno);
        return false;
    }
    m_names.insert(watch, relative);
    return true;
}

void TreeWatch::read()
{
    alignas(inotify_event) std::array<char, 65536> block{};
    const ssize_t got = ::read(m_fd.get(), block.data(), block.size());
    for (ssize_t at = 0; at < got && m_fd.valid();) {
        const auto *event =
            reinterpret_cast<const inotify_event *>(block.data() + static_cast<size_t>(at));
        at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
        handle(*event, event->len > 0 ? QByteArray(event->name) : QByteArray());
    }
}

void TreeWatch::handle(const inotify_event &event, const QByteArray &name)
{
    if ((event.mask & IN_Q_OVERFLOW) != 0) {
        Q_EMIT overflowed();
        return;
    }
    const auto folder = m_names.constFind(event.wd);
    if (folder == m_names.constEnd()) {
        return;
    }
    const QByteArray &parent = folder.value();
    if ((event.mask & IN_IGNORED) != 0) {
        m_names.remove(event.wd);
        return;
    }
    if ((event.mask & (IN_MOVE_SELF | IN_DELETE_SELF)) != 0) {
        if (parent.isEmpty()) {
            Q_EMIT rootGone();
        }
        return;
    }
    if (name.isEmpty()) {
        return; // the folder's own attributes: the one above it tells of them too
    }
    const QByteArray relative = parent.isEmpty() ? name : QByteArray(parent + '/' + name);
    const bool isFolder = (event.mask & IN_ISDIR) != 0;
    if ((event.mask & IN_MOVED_FROM) != 0) {
        if (isFolder) {
            forgetBeneath(relative);
        }
    } else if (isFolder) {
        Q_EMIT folderAppeared(relative);
    } else {
        Q_EMIT fileSeen(relative, (event.mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) != 0);
    }
}

void TreeWatch::forgetBeneath(const QByteArray &relative)
{
    const QByteArray prefix = relative + '/';
    for (auto it = m_names.begin(); it != m_names.end();) {
        if (it.value() == relative || it.value().startsWith(prefix)) {
            ::inotify_rm_watch(m_fd.get(), it.key());
            it = m_names.erase(it);
        } else {
            ++it;
        }
    }
}

} // namespace workers
