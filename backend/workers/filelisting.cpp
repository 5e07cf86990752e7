// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/filelisting.h"

#include "backend/protocol/clock.h"
#include "backend/workers/beneath.h"
#include "backend/workers/filerules.h"
#include "backend/workers/things.h"

#include <QJsonArray>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace workers {

namespace {

// The bounds of one piece.
constexpr int MaxLooked = 5000;
constexpr qsizetype MaxEntries = 500;
constexpr qsizetype MaxPathBytes = qsizetype{256} * 1024;

QByteArray nameOf(const QByteArray &relative)
{
    return relative.mid(relative.lastIndexOf('/') + 1);
}

bool isWanted(const QString &what, const OrderedWalk::Thing &thing)
{
    const QByteArray name = nameOf(thing.relative);
    if (what == u"folders") {
        return S_ISDIR(thing.info.st_mode) && judgeFolderName(name).kind == NameKind::Image;
    }
    if (!S_ISREG(thing.info.st_mode)) {
        return false;
    }
    return what == u"media" ? isMedia(judgeFileName(name).kind)
                            : name.endsWith(".tmp") || name.endsWith(".part");
}

/// Since it was last changed.
std::chrono::seconds ageOf(const struct stat &info, protocol::WallTime now)
{
    return std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch())
        - std::chrono::seconds(info.st_mtim.tv_sec);
}

QJsonObject entryOf(const QString &root, const OrderedWalk::Thing &thing)
{
    const FileIdentity identity = identityOf(thing.info);
    return {{u"path"_s, QString(root + u'/' + QString::fromUtf8(thing.relative))},
            {u"inode"_s, static_cast<qint64>(identity.inode)},
            {u"size"_s, identity.size},
            {u"mtime_ns"_s, QString::number(identity.mtimeNs)}};
}

/// All of a request but its id and its cursor.
QJsonObject subjectOf(QJsonObject request)
{
    request.remove(u"id"_s);
    return request;
}

} // namespace

// False, and errno, when the root cannot be opened.
bool FileListing::open(const QJsonObject &request)
{
    if (m_walk && subjectOf(request) == m_expected) {
        return true;
    }
    m_walk.reset();
    m_root.reset(openRoot(request.value(u"root").toString()));
    if (!m_root.valid()) {
        return false;
    }
    const bool isFlat = request.value(u"what") == u"folders"_s;
    m_walk.emplace(m_root.get(), isFlat ? OrderedWalk::Depth::Top : OrderedWalk::Depth::All);
    m_walk->seek(QByteArray::fromBase64(request.value(u"cursor").toString().toLatin1()));
    return true;
}

QJsonObject FileListing::list(const QJsonObject &request)
{
    QJsonObject answer{{u"type"_s, u"listed"_s},
                       {u"entries"_s, QJsonArray()},
                       {u"cursor"_s, QJsonValue::Null},
                       {u"error"_s, QJsonValue::Null},
                       {u"gone"_s, false}};
    const QString root = request.value(u"root").toString();
    if (!open(request)) {
        const int error = errno;
        answer.insert(u"error"_s, rootFault(root, error));
        answer.insert(u"gone"_s, isGone(error));
        return answer;
    }
    const QString what = request.value(u"what").toString();
    const auto leastAge = std::chrono::seconds(request.value(u"min_age_seconds").toInteger());
    const protocol::WallTime now = protocol::Now::read().wall;
    QJsonArray entries;
    QByteArray last;
    qsizetype pathBytes = 0;
    bool isEnd = false;
    for (int looked = 0;
         !isEnd && looked < MaxLooked && entries.size() < MaxEntries && pathBytes < MaxPathBytes;
         ++looked) {
        const auto thing = m_walk->next();
        isEnd = !thing;
        if (thing && isWanted(what, *thing) && ageOf(thing->info, now) >= leastAge) {
            entries.append(entryOf(root, *thing));
            pathBytes += root.size() + thing->relative.size();
        }
        last = thing ? thing->relative : last;
    }
    answer.insert(u"entries"_s, entries);
    const QString cursor = QString::fromLatin1(last.toBase64()); // a name need not be UTF-8
    answer.insert(u"cursor"_s, isEnd ? QJsonValue() : QJsonValue(cursor));
    m_expected = subjectOf(request);
    m_expected.insert(u"cursor"_s, cursor);
    if (isEnd) {
        close();
    }
    return answer;
}

// A disk that is not in use can be unmounted.
void FileListing::close()
{
    m_walk.reset();
    m_root.reset();
}

} // namespace workers
