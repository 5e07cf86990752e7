// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>
#include <QList>
#include <QObject>
#include <QPixmap>
#include <QSize>
#include <QTimer>

namespace ui {

struct Bytes;
class Session;

/// The small pictures of events: read for those in view, a few at a time, and kept while there is
/// room.
class Thumbnails final : public QObject
{
    Q_OBJECT

public:
    /// What all that are kept may take, in KiB.
    static constexpr int MostKib = 24 * 1024;
    /// So many are asked for at once.
    static constexpr int AtOnce = 4;

    Thumbnails(Session &session, QSize size, QObject *parent);

    QSize size() const { return m_size; }

    /// The events in view, top to bottom; others that wait are not asked for any more.
    void show(const QList<qint64> &events);

    /// Null when there is none, or not yet.
    QPixmap picture(qint64 event) const;

    /// Why there is none; empty when it is not known yet, or there is one.
    QString reason(qint64 event) const;

    int kib() const { return static_cast<int>(m_known.totalCost()); }

Q_SIGNALS:
    void changed(qint64 event);

private:
    struct Known
    {
        QPixmap picture = {};
        QString reason = {};
    };

    void pump();
    void take(qint64 event, const Bytes &bytes);

    Session &m_session;
    QSize m_size;
    QCache<qint64, Known> m_known;
    QList<qint64> m_wanted;
    QList<qint64> m_asked;
    QTimer m_retry;
};

} // namespace ui
