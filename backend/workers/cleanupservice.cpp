// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/cleanupservice.h"

#include "backend/workers/beneath.h"
#include "backend/workers/treescan.h"

#include <QJsonArray>
#include <QMap>

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using protocol::Result;

namespace workers {

namespace {

/// Bytes freed, or the reason why nothing was deleted.
Result<qint64> deleteOne(int rootFd, const QString &root, const QString &path)
{
    const auto failed = [](const QString &reason) {
        return protocol::Error{.kind = protocol::ErrorKind::BadRequest, .detail = reason};
    };
    const Result<QByteArray> relative = relativeTo(root, path);
    if (!relative) {
        return relative.error();
    }
    const qsizetype slash = relative.value().lastIndexOf('/');
    const QByteArray name = relative.value().mid(slash + 1);
    if (name.isEmpty() || name == "." || name == "..") {
        return failed(u"the name is not a plain file name"_s);
    }
    const UniqueFd folder(openBeneath(rootFd, relative.value().left(std::max<qsizetype>(slash, 0)),
                                      O_RDONLY | O_DIRECTORY));

    struct stat info
    {
    };

    if (!folder.valid()
        || ::fstatat(folder.get(), name.constData(), &info, AT_SYMLINK_NOFOLLOW) != 0) {
        return failed(reasonOf(errno));
    }
    if (!S_ISREG(info.st_mode)) {
        return failed(S_ISLNK(info.st_mode) ? u"symbolic link"_s : u"not a regular file"_s);
    }
    // unlinkat() removes a name, never what a link points to: a swap in between harms nobody.
    if (::unlinkat(folder.get(), name.constData(), 0) != 0) {
        return failed(reasonOf(errno));
    }
    return qint64{info.st_size};
}

QJsonObject deleteFiles(const QJsonObject &request)
{
    const QString root = request.value(u"root").toString();
    const UniqueFd rootFd(openRoot(root));
    const QString fault =
        rootFd.valid() ? QString() : QString(u"camera root: "_s + reasonOf(errno));
    QJsonArray failed;
    qint64 deleted = 0;
    qint64 bytes = 0;
    const QJsonArray paths = request.value(u"paths").toArray();
    for (const auto &path : paths) {
        const Result<qint64> freed = fault.isEmpty()
            ? deleteOne(rootFd.get(), root, path.toString())
            : protocol::Error{.detail = fault};
        if (freed) {
            ++deleted;
            bytes += freed.value();
        } else {
            failed.append(QJsonObject{{u"path"_s, path}, {u"reason"_s, freed.error().detail}});
        }
    }
    return {{u"type"_s, u"deleted"_s},
            {u"deleted"_s, deleted},
            {u"bytes"_s, bytes},
            {u"failed"_s, failed}};
}

struct Usage
{
    qint64 files = 0;
    qint64 bytes = 0;
};

QJsonObject usage(const QJsonObject &request)
{
    const QString root = request.value(u"root").toString();
    const UniqueFd rootFd(openRoot(root));
    if (!rootFd.valid()) {
        return {{u"type"_s, u"usage"_s},
                {u"cameras"_s, QJsonValue::Null},
                {u"error"_s, QJsonValue(u"camera root: "_s + reasonOf(errno))}};
    }
    QMap<QString, Usage> cameras;
    const auto count = [&](const QByteArray &relative) {
        const UniqueFd fd(openBeneath(rootFd.get(), relative, O_PATH));
        struct stat info
        {
        };
        if (relative.contains('/') && fd.valid() && ::fstat(fd.get(), &info) == 0
            && S_ISREG(info.st_mode)) {
            Usage &camera = cameras[QString::fromUtf8(relative.left(relative.indexOf('/')))];
            ++camera.files;
            camera.bytes += info.st_size;
        }
    };
    TreeScan scan({.folder = [](const QByteArray &, int) {},
                   .file = count,
                   .refused = [](const QByteArray &, const QString &) {}});
    scan.reset(rootFd.get());
    scan.add({});
    while (scan.step(1000)) { }
    QJsonArray list;
    for (auto it = cameras.constBegin(); it != cameras.constEnd(); ++it) {
        list.append(QJsonObject{{u"camera_folder"_s, it.key()},
                                {u"files"_s, it.value().files},
                                {u"bytes"_s, it.value().bytes}});
    }
    return {{u"type"_s, u"usage"_s}, {u"cameras"_s, list}, {u"error"_s, QJsonValue::Null}};
}

} // namespace

QJsonObject performCleanup(const QJsonObject &request)
{
    QJsonObject answer =
        request.value(u"type") == u"delete"_s ? deleteFiles(request) : usage(request);
    answer.insert(u"id"_s, request.value(u"id"));
    return answer;
}

} // namespace workers
