// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/filerules.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace workers {

namespace {

constexpr qsizetype MaxNameBytes = 255;

bool isUtf8(const QByteArray &name)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(name);
    return !decoder.hasError() && !text.contains(QChar(QChar::ReplacementCharacter));
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

/// The reason why a name cannot be carried; empty when it can.
QString faultOf(const QByteArray &name)
{
    if (name.isEmpty() || name == "." || name == ".." || name.contains('/')) {
        return u"the name is not a plain file name"_s;
    }
    if (name.size() > MaxNameBytes) {
        return u"the name is too long"_s;
    }
    if (name.contains('\n')) {
        return u"the name contains a line end"_s;
    }
    if (std::any_of(name.begin(), name.end(), isControl)) {
        return u"the name contains a control character"_s;
    }
    return isUtf8(name) ? QString() : u"the name is not valid UTF-8"_s;
}

template<std::size_t N>
bool endsWithOneOf(const QByteArray &name, const std::array<const char *, N> &endings)
{
    return std::any_of(endings.begin(), endings.end(),
                       [&name](const char *ending) { return name.endsWith(ending); });
}

bool isPadding(char c)
{
    return c == '\0' || c == ' ' || c == '\n' || c == '\r';
}

} // namespace

NameVerdict judgeFolderName(const QByteArray &name)
{
    const QString fault = faultOf(name);
    if (!fault.isEmpty()) {
        return {.kind = NameKind::Rejected, .reason = fault};
    }
    // Every ext4 has the latter in its root, for root only.
    const bool isNobodys = name.startsWith('.') || name == "lost+found";
    return {.kind = isNobodys ? NameKind::Skipped : NameKind::Image};
}

NameVerdict judgeFileName(const QByteArray &name)
{
    static constexpr std::array images{".jpg", ".jpeg", ".png"};
    static constexpr std::array videos{".mp4", ".mkv", ".avi", ".mov"};
    static constexpr std::array unfinished{".part", ".tmp", ".filepart"};
    const QByteArray lower = name.toLower();
    const bool isImage = endsWithOneOf(lower, images);
    const bool isVideo = endsWithOneOf(lower, videos);
    NameVerdict verdict = judgeFolderName(name);
    // One dot hides a file while it grows; two are a way upwards that somebody tried.
    if (verdict.kind == NameKind::Skipped && name.startsWith("..") && (isImage || isVideo)) {
        return {.kind = NameKind::Rejected, .reason = u"the name begins with two dots"_s};
    }
    if (verdict.kind != NameKind::Image) {
        return verdict;
    }
    if (endsWithOneOf(lower, unfinished)) {
        return {};
    }
    if (isImage) {
        return {.kind = NameKind::Image};
    }
    if (isVideo) {
        return {.kind = NameKind::Video};
    }
    return {.kind = NameKind::Foreign, .reason = u"neither an image nor a video"_s};
}

QString printable(const QByteArray &name)
{
    const bool utf8 = isUtf8(name);
    QByteArray shown;
    for (const char c : name) {
        const bool foreign = static_cast<unsigned char>(c) >= 0x80 && !utf8;
        if (isControl(c) || foreign) {
            shown += "\\x" + QByteArray(1, c).toHex();
        } else {
            shown += c;
        }
    }
    return QString::fromUtf8(shown);
}

bool hasEndMarker(const QByteArray &tail)
{
    static const QByteArray jpegEnd = QByteArrayLiteral("\xff\xd9");
    static const QByteArray pngEnd("\0\0\0\0IEND\xae\x42\x60\x82", 12);
    qsizetype end = tail.size();
    while (end > 0 && isPadding(tail.at(end - 1))) {
        --end;
    }
    const QByteArrayView content = QByteArrayView(tail).first(end);
    return content.endsWith(jpegEnd) || content.endsWith(pngEnd);
}

PendingFile firstSight(const FileIdentity &identity, bool closed, const protocol::Now &now)
{
    const auto modified = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::nanoseconds(identity.mtimeNs));
    const auto age = now.wall.time_since_epoch() - modified;
    return {.identity = identity,
            .since = now.steady - std::max(age, std::chrono::milliseconds::zero()),
            .closed = closed};
}

PendingFile lookAgain(const PendingFile &before, const FileIdentity &identity, bool closed,
                      const protocol::Now &now)
{
    if (before.identity == identity) {
        return {.identity = identity, .since = before.since, .closed = before.closed || closed};
    }
    return {.identity = identity, .since = now.steady, .closed = closed};
}

UploadState judgeUpload(const PendingFile &file, Ending ending, protocol::SteadyTime now,
                        const Patience &patience)
{
    const auto still = now - file.since;
    switch (ending) {
    case Ending::Marked:
        return file.closed || still >= patience.stability ? UploadState::Complete
                                                          : UploadState::Waiting;
    case Ending::Open:
        return still >= patience.incompleteAfter ? UploadState::Incomplete : UploadState::Waiting;
    case Ending::Unmarked:
        return still >= patience.stability ? UploadState::Complete : UploadState::Waiting;
    case Ending::Unreadable:
        return still >= patience.stability ? UploadState::Unreadable : UploadState::Waiting;
    }
    return UploadState::Waiting;
}

} // namespace workers
