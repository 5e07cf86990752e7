// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/pipeline/picturefiles.h"

#include "backend/workers/beneath.h"
#include "backend/workers/imagecheck.h"

#include <QCryptographicHash>

#include <cerrno>
#include <chrono>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using protocol::Done;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;
using workers::UniqueFd;

namespace pipeline {

namespace {

/// So long after its last change a file may change again without another time.
constexpr std::chrono::seconds Coarse(3);

Error failed(const QString &reason)
{
    return {.kind = ErrorKind::BadRequest, .detail = reason};
}

qint64 nanoseconds(const timespec &time)
{
    constexpr qint64 second = 1'000'000'000;
    return static_cast<qint64>(time.tv_sec) * second + time.tv_nsec;
}

Result<FileState> stateOf(int file)
{
    struct stat status
    {
    };

    if (::fstat(file, &status) != 0) {
        return failed(workers::reasonOf(errno));
    }
    return FileState{.device = status.st_dev,
                     .inode = status.st_ino,
                     .size = status.st_size,
                     .modified = nanoseconds(status.st_mtim),
                     .changed = nanoseconds(status.st_ctim)};
}

QString hashOf(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

/// The file, open; a reason otherwise.
Result<int> opened(const FileWish &wish)
{
    const Result<QByteArray> relative = workers::relativeTo(wish.root, wish.path);
    if (!relative) {
        return relative.error();
    }
    const UniqueFd folder(workers::openRoot(wish.root));
    if (!folder.valid()) {
        return failed(u"camera root: "_s + workers::reasonOf(errno));
    }
    const int file = workers::openBeneath(folder.get(), relative.value(), O_RDONLY);
    return file < 0 ? Result<int>(failed(workers::reasonOf(errno))) : Result<int>(file);
}

} // namespace

PictureFiles::PictureFiles(std::shared_ptr<PictureCache> cache)
    : PictureFiles(std::move(cache), [] { return protocol::Now::read().wall; })
{ }

PictureFiles::PictureFiles(std::shared_ptr<PictureCache> cache, Clock clock)
    : m_cache(std::move(cache))
    , m_clock(std::move(clock))
{ }

bool PictureFiles::isKnown(const FileWish &wish, const FileState &identity) const
{
    const auto found = m_known.constFind(wish.path);
    return found != m_known.cend() && found->identity == identity && found->sha256 == wish.sha256;
}

void PictureFiles::know(const FileWish &wish, const FileState &identity)
{
    const auto changed =
        std::chrono::nanoseconds(std::max(identity.modified, identity.changed)) + Coarse;
    if (changed > m_clock().time_since_epoch()) {
        return;
    }
    if (m_known.size() >= MostKnown) {
        m_known.clear();
    }
    m_known.insert(wish.path, {.identity = identity, .sha256 = wish.sha256});
}

Result<QByteArray> PictureFiles::readFrom(int file, const FileWish &wish, const FileState &identity)
{
    Result<QByteArray> content = workers::readAll(file, workers::MaxImageBytes);
    const Result<FileState> after = stateOf(file);
    if (!content || !after) {
        return content ? Result<QByteArray>(after.error()) : content;
    }
    const bool hasStood = after.value() == identity;
    if (!hasStood || !isKnown(wish, identity)) {
        ++m_hashed;
        if (hashOf(content.value()) != wish.sha256) {
            return failed(u"another file lies in its place"_s);
        }
    }
    if (hasStood) {
        know(wish, identity);
    }
    return content;
}

Result<QByteArray> PictureFiles::read(const FileWish &wish)
{
    const Result<int> file = opened(wish);
    if (!file) {
        return file.error();
    }
    const UniqueFd owner(file.value());
    const Result<FileState> identity = stateOf(owner.get());
    if (!identity) {
        return identity.error();
    }
    if (isKnown(wish, identity.value())) {
        if (const auto kept = m_cache->find(wish.sha256.toLatin1())) {
            return *kept;
        }
    }
    Result<QByteArray> content = readFrom(owner.get(), wish, identity.value());
    if (content) {
        m_cache->keep(wish.sha256.toLatin1(), content.value());
    }
    return content;
}

Result<Done> PictureFiles::check(const FileWish &wish)
{
    const Result<int> file = opened(wish);
    if (!file) {
        return file.error();
    }
    const UniqueFd owner(file.value());
    const Result<FileState> identity = stateOf(owner.get());
    if (identity && isKnown(wish, identity.value())) {
        return Done{};
    }
    const Result<QByteArray> content =
        identity ? readFrom(owner.get(), wish, identity.value()) : identity.error();
    return content ? Result<Done>(Done{}) : content.error();
}

} // namespace pipeline
