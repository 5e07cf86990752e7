// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/intake.h"

#include "backend/workers/beneath.h"
#include "backend/workers/things.h"

#include <cerrno>
#include <tuple>

#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using protocol::Now;

namespace workers {

namespace {

constexpr std::size_t MaxReady = 10000;
constexpr qsizetype MaxPending = 20000;
constexpr int MaxCredit = 1000000;

size_t keyOf(const QByteArray &relative, const FileIdentity &identity)
{
    return qHashMulti(0, relative, identity.inode, identity.size, identity.mtimeNs);
}

size_t keyOf(const QByteArray &relative, quint64 inode)
{
    return qHashMulti(1, relative, inode);
}

} // namespace

bool Intake::Ready::operator<(const Ready &other) const
{
    return std::tie(identity.mtimeNs, relative) < std::tie(other.identity.mtimeNs, other.relative);
}

Intake::Intake(QString root, Patience patience, QObject *parent)
    : QObject(parent)
    , m_root(std::move(root))
    , m_patience(patience)
{ }

/// True when the thing is new; it counts as dealt with from now on.
bool Intake::settle(size_t key)
{
    if (m_sweeping) {
        m_met.insert(key);
    }
    if (m_settled.contains(key)) {
        return false;
    }
    m_settled.insert(key);
    return true;
}

QString Intake::absolute(const QByteArray &relative) const
{
    return m_root + u'/' + printable(relative);
}

void Intake::report(QStringView type, const QByteArray &relative, const QString &reason,
                    const FileIdentity &identity)
{
    Q_EMIT line({{u"type"_s, type.toString()},
                 {u"path"_s, absolute(relative)},
                 {u"reason"_s, reason},
                 {u"inode"_s, static_cast<qint64>(identity.inode)},
                 {u"size"_s, identity.size},
                 {u"mtime_ns"_s, QString::number(identity.mtimeNs)}});
}

void Intake::refuseFolder(const QByteArray &relative, const QString &reason)
{
    if (settle(keyOf(relative, 0))) {
        report(u"rejected", relative, reason);
    }
}

void Intake::sight(const QByteArray &relative, bool closed)
{
    struct stat info
    {
    };

    if (!statBeneath(m_rootFd, relative, info) || S_ISDIR(info.st_mode)) {
        m_pending.remove(relative);
        return;
    }
    const NameVerdict verdict = judgeThing(relative, info.st_mode);
    if (verdict.kind == NameKind::Skipped) {
        return;
    }
    if (!isMedia(verdict.kind)) {
        if (settle(keyOf(relative, info.st_ino))) {
            report(verdict.kind == NameKind::Rejected ? u"rejected" : u"ignored", relative,
                   verdict.reason, identityOf(info));
        }
        return;
    }
    const FileIdentity identity = identityOf(info);
    const size_t key = keyOf(relative, identity);
    if (m_settled.contains(key)) {
        settle(key);
        return;
    }
    const auto known = m_pending.constFind(relative);
    const Now now = Now::read();
    judge(relative,
          known == m_pending.constEnd() ? firstSight(identity, closed, now)
                                        : lookAgain(known.value(), identity, closed, now));
}

/// `fault` says why it is unreadable.
Ending Intake::endingOf(const QByteArray &relative, QString &fault) const
{
    const auto unreadable = [&fault](int error) {
        fault = u"it cannot be read: "_s + reasonOf(error);
        return Ending::Unreadable;
    };
    const UniqueFd fd(openBeneath(m_rootFd, relative, O_RDONLY));

    struct stat info
    {
    };

    if (!fd.valid()) {
        return isGone(errno) ? Ending::Open : unreadable(errno);
    }
    if (::fstat(fd.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
        return Ending::Open;
    }
    const qint64 wanted = std::min<qint64>(info.st_size, TailBytes);
    QByteArray tail(wanted, '\0');
    const ssize_t got = ::pread(fd.get(), tail.data(), static_cast<size_t>(wanted),
                                static_cast<off_t>(info.st_size - wanted));
    if (got < 0) {
        return unreadable(errno);
    }
    if (isVideo(relative)) {
        return Ending::Unmarked;
    }
    tail.truncate(got);
    return hasEndMarker(tail) ? Ending::Marked : Ending::Open;
}

void Intake::judge(const QByteArray &relative, const PendingFile &file)
{
    QString fault;
    const Ending ending = endingOf(relative, fault);
    switch (judgeUpload(file, ending, Now::read().steady, m_patience)) {
    case UploadState::Waiting:
        if (m_pending.size() < MaxPending || m_pending.contains(relative)) {
            m_pending.insert(relative, file);
        }
        return;
    case UploadState::Complete:
        m_pending.remove(relative);
        makeReady(relative, file.identity);
        return;
    case UploadState::Incomplete:
        m_pending.remove(relative);
        settle(keyOf(relative, file.identity));
        report(
            u"incomplete", relative,
            u"%1 bytes without an end marker, and nothing more arrived"_s.arg(file.identity.size),
            file.identity);
        return;
    case UploadState::Unreadable:
        m_pending.remove(relative);
        // Not as the file that it is: it is to be taken once it can be read.
        if (settle(keyOf(relative, file.identity.inode))) {
            report(u"rejected", relative, fault, file.identity);
        }
        return;
    }
}

void Intake::makeReady(const QByteArray &relative, const FileIdentity &identity)
{
    const auto now = std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    m_ready.insert({.identity = identity, .relative = relative, .closedAtNs = now.count()});
    if (m_ready.size() > MaxReady) {
        m_ready.erase(std::prev(m_ready.end()));
        m_overflow = true;
    }
}

void Intake::lookAtPending()
{
    const QList<QByteArray> names = m_pending.keys();
    for (const QByteArray &name : names) {
        sight(name, false);
    }
}

void Intake::addCredit(int n)
{
    m_credit = std::clamp(m_credit + std::clamp(n, 0, MaxCredit), 0, MaxCredit);
    release();
}

void Intake::release()
{
    // During a sweep older files may still turn up.
    while (!m_sweeping && m_credit > 0 && !m_ready.empty()) {
        const Ready ready = *m_ready.begin();
        m_ready.erase(m_ready.begin());

        struct stat info
        {
        };

        const bool there = statBeneath(m_rootFd, ready.relative, info);
        if (there && identityOf(info) != ready.identity) {
            sight(ready.relative, false);
        } else if (there && settle(keyOf(ready.relative, ready.identity))) {
            --m_credit;
            Q_EMIT line(fileLine(ready));
        }
    }
}

QJsonObject Intake::fileLine(const Ready &ready) const
{
    const QByteArray folder = ready.relative.left(ready.relative.indexOf('/'));
    return {{u"type"_s, u"file"_s},
            {u"camera_folder"_s, QString::fromUtf8(folder)},
            {u"path"_s, QString(m_root + u'/' + QString::fromUtf8(ready.relative))},
            {u"inode"_s, static_cast<qint64>(ready.identity.inode)},
            {u"size"_s, ready.identity.size},
            {u"mtime_ns"_s, QString::number(ready.identity.mtimeNs)},
            {u"closed_at_ns"_s, QString::number(ready.closedAtNs)},
            {u"media_type"_s, isVideo(ready.relative) ? u"video"_s : u"image"_s}};
}

void Intake::forget(const QJsonObject &message)
{
    const QString path = message.value(u"path").toString();
    if (!message.contains(u"path")) {
        m_settled.clear();
        m_met.clear();
        return;
    }
    if (!path.startsWith(m_root + u'/')) {
        return;
    }
    const FileIdentity identity{.inode = static_cast<quint64>(message.value(u"inode").toInteger()),
                                .size = message.value(u"size").toInteger(),
                                .mtimeNs = message.value(u"mtime_ns").toString().toLongLong()};
    const size_t key = keyOf(path.mid(m_root.size() + 1).toUtf8(), identity);
    m_settled.remove(key);
    m_met.remove(key);
}

void Intake::beginSweep()
{
    m_sweeping = true;
    m_overflow = false;
    m_met.clear();
}

void Intake::endSweep()
{
    if (m_sweeping) {
        m_settled = std::exchange(m_met, {});
        m_sweeping = false;
    }
}

} // namespace workers
