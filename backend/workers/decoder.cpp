// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/decoder.h"

#include "backend/workers/beneath.h"
#include "backend/workers/imagecheck.h"
#include "backend/workers/sandbox.h"
#include "backend/workers/sceneview.h"
#include "backend/workers/thumbnail.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <utility>
#include <vector>

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

/// The bytes could not be had: that says nothing about them.
QJsonObject unread(const QString &reason)
{
    QJsonObject answer = rejected(reason);
    answer.insert(u"unread"_s, true);
    return answer;
}

/// Whether a file that cannot be opened for this reason will never be one of ours.
bool isForGood(int error)
{
    return error == ELOOP || error == EXDEV || error == ENXIO || error == ENOTDIR
        || error == ENAMETOOLONG;
}

/// What the place looks like; empty for an image that is too small to tell.
QJsonObject viewOf(const QByteArray &content, const ImageInfo &info,
                   std::vector<unsigned char> grey, const QJsonObject &wish)
{
    const auto small = smallGrey(content, info, std::move(grey));
    const auto view = small
        ? sceneView(*small, wish.value(u"width").toInt(), wish.value(u"height").toInt())
        : std::nullopt;
    if (!view) {
        return {};
    }
    return {{u"light"_s, QString::fromLatin1(view->light.toBase64())},
            {u"edges"_s, QString::fromLatin1(view->edges.toBase64())},
            {u"sharpness"_s, view->sharpness}};
}

QJsonObject judge(const QByteArray &content, const QJsonObject &view)
{
    std::vector<unsigned char> grey;
    const Result<ImageInfo> image = checkImage(content, &grey);
    if (!image) {
        return rejected(image.error().detail);
    }
    const QByteArray hash = QCryptographicHash::hash(content, QCryptographicHash::Sha256);
    QJsonObject answer{{u"ok"_s, true},
                       {u"sha256"_s, QString::fromLatin1(hash.toHex())},
                       {u"format"_s, image.value().format},
                       {u"width"_s, image.value().width},
                       {u"height"_s, image.value().height}};
    if (!view.isEmpty()) {
        answer.insert(u"view"_s, viewOf(content, image.value(), std::move(grey), view));
    }
    return answer;
}

/// Smaller, when it still is the image that is meant.
QJsonObject shrink(const QByteArray &content, const QJsonObject &wish)
{
    const QByteArray hash = QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
    if (QString::fromLatin1(hash) != wish.value(u"sha256").toString()) {
        return unread(u"another file lies in its place"_s);
    }
    const QJsonObject box = wish.value(u"box").toObject();
    const auto part = box.isEmpty() ? std::nullopt
                                    : std::optional(Box{.x = box.value(u"x").toInt(),
                                                        .y = box.value(u"y").toInt(),
                                                        .width = box.value(u"width").toInt(),
                                                        .height = box.value(u"height").toInt()});
    const Result<QByteArray> small = makeThumbnail(content, part, wish.value(u"side").toInt());
    if (!small) {
        return rejected(small.error().detail);
    }
    return {{u"ok"_s, true}, {u"thumbnail"_s, QString::fromLatin1(small.value().toBase64())}};
}

QJsonObject withIdentity(QJsonObject answer, const struct stat &info)
{
    const qint64 mtime = qint64{info.st_mtim.tv_sec} * 1000000000 + info.st_mtim.tv_nsec;
    answer.insert(u"size"_s, static_cast<qint64>(info.st_size));
    answer.insert(u"inode"_s, static_cast<qint64>(info.st_ino));
    answer.insert(u"mtime_ns"_s, QString::number(mtime));
    return answer;
}

QString hexOf(const QCryptographicHash &hash)
{
    return QString::fromLatin1(hash.result().toHex());
}

/// Block by block: it may be larger than the memory that a decoder has.
Result<QJsonObject> readVideo(int fd)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray block(qsizetype{1024} * 1024, Qt::Uninitialized);
    QString format;
    for (qint64 have = 0;;) {
        const ssize_t got = ::read(fd, block.data(), static_cast<size_t>(block.size()));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return protocol::Error{protocol::ErrorKind::Unavailable, reasonOf(errno)};
        }
        if (have == 0) {
            format = videoFormat(block.left(got));
        }
        if (got == 0) {
            break;
        }
        have += got;
        hash.addData(QByteArrayView(block).first(got));
    }
    if (format.isEmpty()) {
        return rejected(u"neither an MP4, a MOV, a Matroska nor an AVI file"_s);
    }
    return QJsonObject{{u"ok"_s, true}, {u"sha256"_s, hexOf(hash)}, {u"format"_s, format}};
}

Result<QJsonObject> readImage(int fd, const QJsonObject &request)
{
    const QJsonObject thumbnail = request.value(u"thumbnail").toObject();
    const Result<QByteArray> content = readAll(fd, MaxImageBytes);
    if (!content) {
        return content.error();
    }
    return thumbnail.isEmpty() ? judge(content.value(), request.value(u"view").toObject())
                               : shrink(content.value(), thumbnail);
}

/// What speaks against a file before a byte of it is read.
QString faultOf(const struct stat &info, bool isVideo)
{
    const qint64 most = isVideo ? MaxVideoBytes : MaxImageBytes;
    if (!S_ISREG(info.st_mode)) {
        return u"not a regular file"_s;
    }
    if (info.st_size > most) {
        return u"the file has %1 bytes, more than %2"_s.arg(info.st_size).arg(most);
    }
    return info.st_size < MinImageBytes ? u"too small: %1 bytes"_s.arg(info.st_size) : QString();
}

QJsonObject decodeOpen(int fd, const QJsonObject &request)
{
    const bool isVideo = request.value(u"media_type").toString() == u"video";

    struct stat info
    {
    };

    if (::fstat(fd, &info) != 0) {
        return unread(reasonOf(errno));
    }
    if (const QString fault = faultOf(info, isVideo); !fault.isEmpty()) {
        return withIdentity(rejected(fault), info);
    }
    const Result<QJsonObject> answer = isVideo ? readVideo(fd) : readImage(fd, request);
    // The identity as it is after reading: what was written meanwhile shows.
    if (!answer || ::fstat(fd, &info) != 0) {
        return unread(answer ? reasonOf(errno) : answer.error().detail);
    }
    return withIdentity(answer.value(), info);
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
        return unread(u"camera root: "_s + reasonOf(errno));
    }
    const UniqueFd file(openBeneath(folder.get(), relative.value(), O_RDONLY));
    if (!file.valid()) {
        const int error = errno;
        return isForGood(error) ? rejected(reasonOf(error)) : unread(reasonOf(error));
    }
    return decodeOpen(file.get(), request);
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
