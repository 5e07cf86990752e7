// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/decoder.h"

#include "backend/workers/beneath.h"
#include "backend/workers/imagecheck.h"
#include "backend/workers/sandbox.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using protocol::Result;

namespace workers {

namespace {

constexpr int CpuSecondsPerFile = 30;

QJsonObject rejected(const QString &reason)
{
    return {{u"ok"_s, false}, {u"reason"_s, reason}};
}

QJsonObject decodeOpen(int fd)
{
    struct stat info
    {
    };

    if (::fstat(fd, &info) != 0) {
        return rejected(reasonOf(errno));
    }
    if (S_ISREG(info.st_mode) && info.st_size < MinImageBytes) {
        return rejected(u"too small: %1 bytes"_s.arg(info.st_size));
    }
    const Result<QByteArray> content = readAll(fd, MaxImageBytes);
    if (!content) {
        return rejected(content.error().detail);
    }
    const Result<ImageInfo> image = checkImage(content.value());
    if (!image) {
        return rejected(image.error().detail);
    }
    const QByteArray hash = QCryptographicHash::hash(content.value(), QCryptographicHash::Sha256);
    const qint64 mtime = qint64{info.st_mtim.tv_sec} * 1000000000 + info.st_mtim.tv_nsec;
    return {{u"ok"_s, true},
            {u"sha256"_s, QString::fromLatin1(hash.toHex())},
            {u"format"_s, image.value().format},
            {u"width"_s, image.value().width},
            {u"height"_s, image.value().height},
            {u"size"_s, content.value().size()},
            {u"inode"_s, static_cast<qint64>(info.st_ino)},
            {u"mtime_ns"_s, QString::number(mtime)}};
}

QJsonObject decodeNamed(const QJsonObject &request)
{
    const QString root = request.value(u"root").toString();
    const Result<QByteArray> relative = relativeTo(root, request.value(u"path").toString());
    if (!relative) {
        return rejected(relative.error().detail);
    }
    const UniqueFd folder(openRoot(root));
    if (!folder.valid()) {
        return rejected(u"camera root: "_s + reasonOf(errno));
    }
    const UniqueFd file(openBeneath(folder.get(), relative.value(), O_RDONLY));
    return file.valid() ? decodeOpen(file.get()) : rejected(reasonOf(errno));
}

} // namespace

QJsonObject decodeRequest(const QJsonObject &request)
{
    QJsonObject answer;
    try {
        answer = decodeNamed(request);
    } catch (const std::exception &fault) {
        answer = rejected(u"it needs too much memory: "_s + QString::fromLocal8Bit(fault.what()));
    }
    answer.insert(u"id"_s, request.value(u"id"));
    return answer;
}

int decoderLoop()
{
    char *line = nullptr;
    size_t room = 0;
    for (ssize_t got = ::getline(&line, &room, stdin); got > 0;
         got = ::getline(&line, &room, stdin)) {
        const QByteArray text = QByteArray::fromRawData(line, got);
        limitCpuSeconds(CpuSecondsPerFile);
        const QJsonObject answer = decodeRequest(QJsonDocument::fromJson(text).object());
        limitCpuSeconds(0);
        const QByteArray out = QJsonDocument(answer).toJson(QJsonDocument::Compact) + '\n';
        if (std::fwrite(out.constData(), 1, static_cast<size_t>(out.size()), stdout)
                != static_cast<size_t>(out.size())
            || std::fflush(stdout) != 0) {
            break;
        }
    }
    std::free(line); // NOLINT(cppcoreguidelines-no-malloc): getline(3) allocates it so
    return 0;
}

} // namespace workers
