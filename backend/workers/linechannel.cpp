// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/linechannel.h"

#include <QJsonDocument>

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace workers {

namespace {

constexpr qsizetype MaxLineBytes = qsizetype{4} * 1024 * 1024;

bool wouldBlock(int error)
{
    return error == EAGAIN || error == EINTR;
}

} // namespace

LineChannel::LineChannel(QObject *parent)
    : QObject(parent)
    , m_reader(STDIN_FILENO, QSocketNotifier::Read)
    , m_writer(STDOUT_FILENO, QSocketNotifier::Write)
{
    ::fcntl(STDIN_FILENO, F_SETFL, ::fcntl(STDIN_FILENO, F_GETFL) | O_NONBLOCK);
    ::fcntl(STDOUT_FILENO, F_SETFL, ::fcntl(STDOUT_FILENO, F_GETFL) | O_NONBLOCK);
    m_writer.setEnabled(false);
    connect(&m_reader, &QSocketNotifier::activated, this, &LineChannel::read);
    connect(&m_writer, &QSocketNotifier::activated, this, &LineChannel::flush);
}

void LineChannel::write(const QJsonObject &message)
{
    m_out += QJsonDocument(message).toJson(QJsonDocument::Compact);
    m_out += '\n';
    flush();
}

void LineChannel::flush()
{
    qsizetype done = 0;
    while (done < m_out.size()) {
        const ssize_t sent = ::write(STDOUT_FILENO, m_out.constData() + done,
                                     static_cast<size_t>(m_out.size() - done));
        if (sent < 0 && !wouldBlock(errno)) {
            m_writer.setEnabled(false);
            m_out.clear();
            Q_EMIT closed();
            return;
        }
        if (sent < 0) {
            break;
        }
        done += sent;
    }
    m_out.remove(0, done);
    const bool waiting = !m_out.isEmpty();
    const bool wasWaiting = m_writer.isEnabled();
    m_writer.setEnabled(waiting);
    if (wasWaiting && !waiting) {
        m_out.squeeze();
        Q_EMIT drained();
    }
}

void LineChannel::read()
{
    std::array<char, 65536> block{};
    const ssize_t got = ::read(STDIN_FILENO, block.data(), block.size());
    if (got > 0) {
        m_in.append(block.data(), got);
        takeLines();
    }
    const bool endless = m_in.size() > MaxLineBytes;
    if (got == 0 || endless || (got < 0 && !wouldBlock(errno))) {
        m_reader.setEnabled(false);
        Q_EMIT closed();
    }
}

void LineChannel::takeLines()
{
    qsizetype start = 0;
    for (qsizetype end = m_in.indexOf('\n'); end >= 0; end = m_in.indexOf('\n', start)) {
        const QByteArray line = m_in.mid(start, end - start);
        start = end + 1;
        const QJsonDocument document = QJsonDocument::fromJson(line);
        Q_EMIT received(document.isObject() ? document.object()
                                            : QJsonObject{{u"type"_s, u"garbage"_s}});
    }
    m_in.remove(0, start);
}

} // namespace workers
