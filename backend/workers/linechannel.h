// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QObject>
#include <QSocketNotifier>

namespace workers {

/// Lines of JSON on standard input and output, for a child of the backend.
///
/// Writing never blocks the loop, so that heartbeats go on while the backend is slow to read.
class LineChannel final : public QObject
{
    Q_OBJECT

public:
    explicit LineChannel(QObject *parent = nullptr);

    void write(const QJsonObject &message);

    /// Bytes that the backend has not taken yet.
    qsizetype unsentBytes() const { return m_out.size(); }

Q_SIGNALS:
    /// One object arrived; a line that is none is reported as {"type":"garbage"}.
    void received(const QJsonObject &message);
    /// The backend closed its end, or is gone.
    void closed();
    /// Everything written has been taken.
    void drained();

private:
    void read();
    void flush();
    void takeLines();

    QSocketNotifier m_reader;
    QSocketNotifier m_writer;
    QByteArray m_in;
    QByteArray m_out;
};

} // namespace workers
