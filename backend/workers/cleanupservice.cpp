// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/cleanupservice.h"

#include "backend/workers/beneath.h"
#include "backend/workers/filedeletion.h"
#include "backend/workers/treescan.h"

#include <QJsonArray>
#include <QMap>

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace workers {

namespace {

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

bool CleanupService::knows(const QString &type)
{
    return QStringList{u"delete"_s, u"missing"_s, u"list"_s, u"usage"_s}.contains(type);
}

QJsonObject CleanupService::perform(const QJsonObject &request)
{
    const QString type = request.value(u"type").toString();
    QJsonObject answer = type == u"delete" ? deleteFiles(request)
        : type == u"missing"               ? findMissing(request)
        : type == u"list"                  ? m_listing.list(request)
                                           : usage(request);
    answer.insert(u"id"_s, request.value(u"id"));
    return answer;
}

} // namespace workers
