// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/filedeletion.h"

#include "backend/workers/beneath.h"
#include "backend/workers/things.h"
#include "backend/workers/uniquefd.h"

#include <QHash>
#include <QJsonArray>

#include <cerrno>
#include <memory>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using protocol::Result;

namespace workers {

namespace {

struct CloseFolder
{
    void operator()(DIR *folder) const { ::closedir(folder); }
};

/// Whether the folder of a camera has anything in it. One that has not may be where a disk is to be
/// mounted: what is not there then is no proof that a file is gone.
class Surroundings final
{
public:
    explicit Surroundings(int rootFd)
        : m_rootFd(rootFd)
    { }

    bool areSound(const QString &root, const QString &path)
    {
        const Result<QByteArray> relative = relativeTo(root, path);
        if (!relative) {
            return false;
        }
        const qsizetype slash = relative.value().indexOf('/');
        const QByteArray camera = slash < 0 ? QByteArray(".") : relative.value().left(slash);
        const auto known = m_sound.constFind(camera);
        return known != m_sound.constEnd() ? *known : *m_sound.insert(camera, hasAnything(camera));
    }

private:
    bool hasAnything(const QByteArray &camera) const
    {
        const int fd =
            ::openat(m_rootFd, camera.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        const std::unique_ptr<DIR, CloseFolder> folder(fd >= 0 ? ::fdopendir(fd) : nullptr);
        if (!folder) {
            return false;
        }
        // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody else reads this folder's stream
        while (const dirent *entry = ::readdir(folder.get())) {
            const QByteArray name(entry->d_name);
            if (name != "." && name != "..") {
                return true;
            }
        }
        return false;
    }

    int m_rootFd;
    QHash<QByteArray, bool> m_sound;
};

/// What became of one thing.
struct Outcome
{
    qint64 bytes = 0;
    bool isGone = false;
    QString reason = {}; ///< why it is still there
};

Outcome failed(const QString &reason)
{
    return {.reason = reason};
}

Outcome failed(int error)
{
    return {.isGone = error == ENOENT, .reason = reasonOf(error)};
}

/// The thing in its folder.
struct Place
{
    UniqueFd folder = {};
    QByteArray name = {};
    int error = 0; ///< why there is no folder
};

Result<Place> placeOf(int rootFd, const QString &root, const QString &path)
{
    const Result<QByteArray> relative = relativeTo(root, path);
    if (!relative) {
        return relative.error();
    }
    const qsizetype slash = relative.value().lastIndexOf('/');
    Place place{.name = relative.value().mid(slash + 1)};
    if (place.name.isEmpty() || place.name == "." || place.name == "..") {
        return protocol::Error{.kind = protocol::ErrorKind::BadRequest,
                               .detail = u"the name is not a plain file name"_s};
    }
    place.folder = UniqueFd(openBeneath(
        rootFd, relative.value().left(std::max<qsizetype>(slash, 0)), O_RDONLY | O_DIRECTORY));
    place.error = place.folder.valid() ? 0 : errno;
    return place;
}

FileIdentity identityFrom(const QJsonObject &file)
{
    return {.inode = static_cast<quint64>(file.value(u"inode").toInteger()),
            .size = file.value(u"size").toInteger(),
            .mtimeNs = file.value(u"mtime_ns").toString().toLongLong()};
}

/// 0, or errno; a dry run can only ask whether names may be taken out of the folder.
int unlinkIn(int folder, const QByteArray &name, int flags, bool isDry)
{
    const int done = isDry ? ::faccessat(folder, ".", W_OK | X_OK, AT_EACCESS)
                           : ::unlinkat(folder, name.constData(), flags);
    return done == 0 ? 0 : errno;
}

Outcome deleteFile(const Place &place, const FileIdentity &identity, bool isDry)
{
    struct stat info
    {
    };

    if (::fstatat(place.folder.get(), place.name.constData(), &info, AT_SYMLINK_NOFOLLOW) != 0) {
        return failed(errno);
    }
    if (!S_ISREG(info.st_mode)) {
        return failed(S_ISLNK(info.st_mode) ? u"symbolic link"_s : u"not a regular file"_s);
    }
    if (identityOf(info) != identity) {
        return {.isGone = true, .reason = u"another file lies in its place"_s};
    }
    // unlinkat() removes a name, never what a link points to: a swap in between harms nobody else.
    const int error = unlinkIn(place.folder.get(), place.name, 0, isDry);
    return error == 0 ? Outcome{.bytes = info.st_size} : failed(error);
}

/// The files directly in it, then itself: one with folders in it stays.
Outcome deleteFolder(const Place &place, bool isDry)
{
    UniqueFd fd(::openat(place.folder.get(), place.name.constData(),
                         O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    const int own = fd.get();
    const std::unique_ptr<DIR, CloseFolder> folder(fd.valid() ? ::fdopendir(own) : nullptr);
    if (!folder) {
        return failed(errno);
    }
    static_cast<void>(fd.release());
    Outcome outcome;
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody else reads this folder's stream
    while (const dirent *entry = ::readdir(folder.get())) {
        struct stat info
        {
        };

        const QByteArray name(entry->d_name);
        if (name == "." || name == ".."
            || ::fstatat(own, name.constData(), &info, AT_SYMLINK_NOFOLLOW) != 0) {
            continue;
        }
        const int error = S_ISDIR(info.st_mode) ? ENOTEMPTY : unlinkIn(own, name, 0, isDry);
        if (error != 0) {
            return failed(error);
        }
        outcome.bytes += info.st_size;
    }
    const int error = unlinkIn(place.folder.get(), place.name, AT_REMOVEDIR, isDry);
    return error == 0 ? outcome : failed(error);
}

Outcome deleteOne(int rootFd, const QString &root, const QJsonObject &thing, bool isDry)
{
    const Result<Place> place = placeOf(rootFd, root, thing.value(u"path").toString());
    if (!place) {
        return failed(place.error().detail);
    }
    if (!place.value().folder.valid()) {
        return failed(place.value().error);
    }
    return thing.value(u"folder").toBool() ? deleteFolder(place.value(), isDry)
                                           : deleteFile(place.value(), identityFrom(thing), isDry);
}

bool isMissing(int rootFd, const QString &root, const QJsonObject &file)
{
    const Result<Place> place = placeOf(rootFd, root, file.value(u"path").toString());
    if (!place) {
        return false;
    }
    if (!place.value().folder.valid()) {
        return place.value().error == ENOENT;
    }

    struct stat info
    {
    };

    return ::fstatat(place.value().folder.get(), place.value().name.constData(), &info,
                     AT_SYMLINK_NOFOLLOW)
            != 0
        ? errno == ENOENT
        : identityOf(info) != identityFrom(file);
}

QJsonValue faultOf(const UniqueFd &rootFd, const QString &root)
{
    return rootFd.valid() ? QJsonValue() : QJsonValue(rootFault(root, errno));
}

} // namespace

QJsonObject deleteFiles(const QJsonObject &request)
{
    const QString root = request.value(u"root").toString();
    const UniqueFd rootFd(openRoot(root));
    const QJsonValue fault = faultOf(rootFd, root);
    const bool isDry = request.value(u"dry_run").toBool();
    QJsonArray gone;
    QJsonArray failures;
    qint64 deleted = 0;
    qint64 bytes = 0;
    Surroundings surroundings(rootFd.get());
    const QJsonArray files = rootFd.valid() ? request.value(u"files").toArray() : QJsonArray();
    for (const auto &file : files) {
        surroundings.areSound(root, file[u"path"].toString()); // as they are before anything goes
    }
    for (qsizetype i = 0; i < files.size(); ++i) {
        const QJsonObject file = files.at(i).toObject();
        Outcome outcome = deleteOne(rootFd.get(), root, file, isDry);
        if (outcome.isGone && !surroundings.areSound(root, file.value(u"path").toString())) {
            outcome = failed(u"its camera's folder is empty or away"_s);
        }
        if (outcome.isGone) {
            gone.append(i);
        } else if (!outcome.reason.isEmpty()) {
            failures.append(QJsonObject{
                {u"index"_s, i}, {u"path"_s, file.value(u"path")}, {u"reason"_s, outcome.reason}});
        } else {
            ++deleted;
            bytes += outcome.bytes;
        }
    }
    return {{u"type"_s, u"deleted"_s}, {u"deleted"_s, deleted}, {u"bytes"_s, bytes},
            {u"gone"_s, gone},         {u"failed"_s, failures}, {u"error"_s, fault}};
}

QJsonObject findMissing(const QJsonObject &request)
{
    const QString root = request.value(u"root").toString();
    const UniqueFd rootFd(openRoot(root));
    const QJsonValue fault = faultOf(rootFd, root);
    QJsonArray gone;
    Surroundings surroundings(rootFd.get());
    const QJsonArray files = rootFd.valid() ? request.value(u"files").toArray() : QJsonArray();
    for (qsizetype i = 0; i < files.size(); ++i) {
        const QJsonObject file = files.at(i).toObject();
        if (isMissing(rootFd.get(), root, file)
            && surroundings.areSound(root, file.value(u"path").toString())) {
            gone.append(i);
        }
    }
    return {{u"type"_s, u"missing"_s}, {u"gone"_s, gone}, {u"error"_s, fault}};
}

} // namespace workers
