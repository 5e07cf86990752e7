// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QProcess>

namespace support {

/// A built-in child as a real process; collects the lines of JSON that it writes.
class Child final : public QObject
{
    Q_OBJECT

public:
    /// `args`: the worker's name (or "decoder") and its arguments, for tests/childhost.
    explicit Child(const QStringList &args, const QStringList &environment = {});
    ~Child() override;

    void send(const QJsonObject &message);

    void closeInput() { m_process.closeWriteChannel(); }

    QProcess &process() { return m_process; }

    const QList<QJsonObject> &lines() const { return m_lines; }

    /// The lines of one type, in the order of their arrival.
    QList<QJsonObject> lines(const QString &type) const;
    /// The last line of that type; empty when there is none.
    QJsonObject last(const QString &type) const;

private:
    void read();

    QProcess m_process;
    QList<QJsonObject> m_lines;
};

} // namespace support
