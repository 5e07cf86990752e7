// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/workers/filerules.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QSet>

#include <set>

namespace workers {

/// Knows which files of the camera root wait, are complete or have been dealt with.
///
/// Keeps no more than a bounded number of names, whatever lies in the root: of complete files the
/// oldest, and asks for another scan when those are gone.
class Intake final : public QObject
{
    Q_OBJECT

public:
    Intake(QString root, Patience patience, QObject *parent = nullptr);

    /// The root was opened (again).
    void setRoot(int rootFd) { m_rootFd = rootFd; }

    /// Something that is not a folder lies at `relative`.
    void sight(const QByteArray &relative, bool closed);
    /// A folder that may not or cannot be entered; told once until a scan does not refuse it.
    void refuseFolder(const QByteArray &relative, const QString &reason);
    /// Looks again at everything that waits.
    void lookAtPending();
    /// The backend takes `n` more files.
    void addCredit(int n);
    /// Emits what credit allows, oldest first.
    void release();

    /// The file was told of, but could not be read by whoever wanted to: it is told of again, if
    /// the next scan finds it. Without a path: all files.
    void forget(const QJsonObject &message);

    /// A scan of everything begins: what it does not meet is forgotten at its end.
    void beginSweep();
    void endSweep();

    qsizetype pendingCount() const { return m_pending.size(); }

    qsizetype readyCount() const { return static_cast<qsizetype>(m_ready.size()); }

    /// More complete files lie in the root than are remembered; a scan will find them.
    bool needsScan() const { return m_overflow && m_ready.empty() && m_credit > 0; }

Q_SIGNALS:
    void line(const QJsonObject &message);

private:
    struct Ready
    {
        FileIdentity identity = {};
        QByteArray relative = {};
        qint64 closedAtNs = 0;

        bool operator<(const Ready &other) const;
    };

    bool settle(size_t key);
    void report(QStringView type, const QByteArray &relative, const QString &reason,
                const FileIdentity &identity = {});
    void judge(const QByteArray &relative, const PendingFile &file);
    void makeReady(const QByteArray &relative, const FileIdentity &identity);
    QJsonObject fileLine(const Ready &ready) const;
    QString absolute(const QByteArray &relative) const;
    Ending endingOf(const QByteArray &relative, QString &fault) const;

    QString m_root;
    Patience m_patience;
    int m_rootFd = -1;
    int m_credit = 0;
    bool m_overflow = false;
    bool m_sweeping = false;
    QHash<QByteArray, PendingFile> m_pending;
    std::set<Ready> m_ready;
    /// Hashes of what has been emitted, set aside, rejected or ignored.
    QSet<size_t> m_settled;
    QSet<size_t> m_met;
};

} // namespace workers
