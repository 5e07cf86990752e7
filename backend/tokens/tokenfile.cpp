// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/tokens/tokenfile.h"

#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>

#include <algorithm>
#include <cerrno>
#include <chrono>

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorKind;
using protocol::Result;

namespace tokens {

namespace {

constexpr qint64 LargestFile = qint64(1024) * 1024;
constexpr mode_t OthersBits = S_IRWXG | S_IRWXO;

Error fault(const QString &path, const QString &detail)
{
    return {ErrorKind::Unavailable, path % u": "_s % detail};
}

/// The rule that an open file breaks, empty when it breaks none.
QString ruleFor(int descriptor)
{
    struct stat status
    {
    };

    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        return u"is not a plain file"_s;
    }
    if ((status.st_mode & OthersBits) != 0) {
        return u"is open to others; give it mode 0600"_s;
    }
    if (status.st_size > LargestFile) {
        return u"is larger than any list of tokens"_s;
    }
    return {};
}

/// What it means that there is nothing to open.
Result<QList<Token>> withoutFile(const QString &path, int reason)
{
    if (reason == ENOENT) {
        return QList<Token>();
    }
    // Root would follow it out of the directory, and write where the directory's owner points.
    if (reason == ELOOP && QFileInfo(path).isSymLink()) {
        return fault(path, u"is a symbolic link; put the file itself there"_s);
    }
    return fault(path, qt_error_string(reason));
}

/// Root writes for whom the directory belongs to: the backend has to be able to read it.
void giveToOwner(int descriptor, const QString &directory)
{
    struct stat status
    {
    };

    if (::geteuid() == 0 && ::stat(QFile::encodeName(directory).constData(), &status) == 0) {
        (void)!::fchown(descriptor, status.st_uid, status.st_gid);
    }
}

Result<protocol::Done> write(const QString &path, const QList<Token> &tokens)
{
    QSaveFile file(path);
    // The directory is ours alone, so there is no moment in which others could look.
    if (!file.open(QIODevice::WriteOnly)
        || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
        return fault(path, file.errorString());
    }
    giveToOwner(file.handle(), QFileInfo(path).absolutePath());
    if (file.write(toJson(tokens)) < 0 || !file.commit()) {
        return fault(path, file.errorString());
    }
    return protocol::Done{};
}

} // namespace

QString fileIn(const QString &dataDirectory)
{
    return dataDirectory % u"/tokens.json"_s;
}

Result<QList<Token>> read(const QString &path)
{
    // Not blocking: somebody may have put a pipe there.
    const int descriptor =
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (descriptor < 0) {
        return withoutFile(path, errno);
    }
    QFile file;
    if (!file.open(descriptor, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle)) {
        ::close(descriptor);
        return fault(path, file.errorString());
    }
    if (const QString rule = ruleFor(descriptor); !rule.isEmpty()) {
        return fault(path, rule);
    }
    auto tokens = fromJson(file.read(LargestFile));
    return tokens ? tokens : fault(path, tokens.error().detail);
}

Result<protocol::Done> change(const QString &path, const Change &change)
{
    constexpr std::chrono::milliseconds patience(2000);
    QLockFile lock(path % u".lock"_s);
    if (!lock.tryLock(static_cast<int>(patience.count()))) {
        return fault(path,
                     lock.error() == QLockFile::LockFailedError
                         ? u"is being changed by somebody else; try again"_s
                         : u"cannot be written"_s);
    }
    auto tokens = read(path);
    if (!tokens) {
        return tokens.error();
    }
    if (const auto changed = change(tokens.value()); !changed) {
        return changed.error();
    }
    return write(path, tokens.value());
}

QByteArray randomBytes()
{
    QByteArray bytes(RandomBytes, '\0');
    // Up to 256 bytes come whole, or not at all.
    const ssize_t got = ::getrandom(bytes.data(), static_cast<std::size_t>(bytes.size()), 0);
    if (got != bytes.size()) {
        qFatal("the system has no random numbers");
    }
    return bytes;
}

Result<Fresh> create(const QString &path, const Wish &wish, protocol::WallTime now)
{
    const Fresh fresh = make(randomBytes(), wish, now);
    const auto written = change(path, [&](QList<Token> &tokens) -> Result<protocol::Done> {
        const auto isTaken = [&](const Token &token) { return token.name == wish.name; };
        if (std::any_of(tokens.begin(), tokens.end(), isTaken)) {
            return Error{ErrorKind::Conflict,
                         u"There is a token named '%1' already"_s.arg(wish.name)};
        }
        if (tokens.size() >= MostTokens) {
            return Error{ErrorKind::Conflict,
                         u"There are %1 tokens already; revoke one first"_s.arg(MostTokens)};
        }
        tokens.append(fresh.token);
        return protocol::Done{};
    });
    return written ? Result<Fresh>(fresh) : written.error();
}

Result<Token> revoke(const QString &path, const QString &id)
{
    Token revoked;
    const auto written = change(path, [&](QList<Token> &tokens) -> Result<protocol::Done> {
        const auto found = std::find_if(tokens.begin(), tokens.end(),
                                        [&](const Token &token) { return token.id == id; });
        if (found == tokens.end()) {
            return Error{ErrorKind::NotFound, u"There is no token with the id '%1'"_s.arg(id)};
        }
        revoked = *found;
        tokens.erase(found);
        return protocol::Done{};
    });
    return written ? Result<Token>(revoked) : written.error();
}

} // namespace tokens
