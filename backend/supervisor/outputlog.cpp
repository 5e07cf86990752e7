// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/outputlog.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace supervisor {

namespace {

Q_LOGGING_CATEGORY(room, "signalbox.supervisor.log", QtInfoMsg)

/// A line counts once for every so many bytes against the limit of lines a second.
constexpr qsizetype LongLine = 512;

constexpr QStringView CutMark = u" […cut]";

bool turnsDirection(char16_t unit)
{
    return unit == 0x061C || unit == 0x200E || unit == 0x200F || (unit >= 0x202A && unit <= 0x202E)
        || (unit >= 0x2066 && unit <= 0x2069);
}

bool isControl(char16_t unit)
{
    return unit < 0x20 || (unit >= 0x7F && unit < 0xA0);
}

bool isLineEnd(char16_t unit)
{
    return unit == 0x2028 || unit == 0x2029;
}

QString escaped(char16_t unit)
{
    if (unit == u'\t') {
        return u"\\t"_s;
    }
    return unit < 0x100 ? u"\\x%1"_s.arg(uint(unit), 2, 16, QChar(u'0'))
                        : u"\\u%1"_s.arg(uint(unit), 4, 16, QChar(u'0'));
}

} // namespace

QString printable(QByteArrayView bytes)
{
    const QString text = QString::fromUtf8(bytes);
    QString result;
    result.reserve(text.size());
    for (const QChar character : text) {
        const char16_t unit = character.unicode();
        if (isControl(unit) || turnsDirection(unit) || isLineEnd(unit)) {
            result += escaped(unit);
        } else {
            result += character;
        }
    }
    return result;
}

OutputLog::OutputLog(Options options)
    : m_options(std::move(options))
    , m_file(m_options.path)
{ }

QList<LogLine> OutputLog::add(Stream stream, QByteArrayView bytes, bool isCut, protocol::Now now)
{
    QList<LogLine> added;
    if (now.steady - m_secondBegan >= 1s) {
        m_secondBegan = now.steady;
        m_linesInSecond = 0;
        if (m_dropped > 0) {
            keep({.time = now.wall,
                  .stream = Stream::Error,
                  .text = u"[%1 lines dropped: too many at once]"_s.arg(m_dropped)},
                 added);
            m_dropped = 0;
        }
    }
    m_linesInSecond += 1 + static_cast<int>(bytes.size() / LongLine);
    if (m_linesInSecond > m_options.linesPerSecond) {
        ++m_dropped;
        ++m_droppedEver;
        return added;
    }
    QString text = printable(bytes);
    if (isCut) {
        text += CutMark;
    }
    keep({.time = now.wall, .stream = stream, .text = text}, added);
    return added;
}

QList<LogLine> OutputLog::tail(int count) const
{
    return m_ring.last(qBound(qsizetype(0), qsizetype(count), m_ring.size()));
}

void OutputLog::keep(LogLine line, QList<LogLine> &added)
{
    line.number = ++m_last;
    added.append(line);
    m_ring.append(line);
    if (m_ring.size() > m_options.ringLines) {
        m_ring.removeFirst();
    }
    if (!m_options.path.isEmpty()) {
        writeToFile(line);
    }
}

void OutputLog::writeToFile(const LogLine &line)
{
    if (!m_file.isOpen() && !open(QIODevice::Append)) {
        return;
    }
    const QByteArray text = protocol::toIso(line.time).toLatin1()
        + (line.stream == Stream::Error ? " E " : " O ") + line.text.toUtf8() + '\n';
    if (m_fileBytes > 0 && m_fileBytes + text.size() > m_options.fileBytes) {
        rotate();
        if (!open(QIODevice::Truncate)) {
            return;
        }
    }
    // A full disk loses lines of the log and nothing else; the ring still has them.
    m_fileBytes += qMax(qint64(0), m_file.write(text));
}

bool OutputLog::open(QIODevice::OpenMode mode)
{
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered | mode)) {
        if (!m_complained) {
            qCWarning(room) << "cannot write" << m_options.path << m_file.errorString();
        }
        m_complained = true;
        return false;
    }
    m_fileBytes = m_file.size();
    return true;
}

void OutputLog::rotate()
{
    m_file.close();
    const auto numbered = [this](int number) {
        return number == 0 ? m_options.path : m_options.path + u'.' + QString::number(number);
    };
    QFile::remove(numbered(m_options.files - 1));
    for (int number = m_options.files - 1; number > 0; --number) {
        QFile::rename(numbered(number - 1), numbered(number));
    }
}

} // namespace supervisor
