// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/pipeline/scenerules.h"

#include <QByteArray>
#include <QJsonObject>
#include <QObject>
#include <QProcess>
#include <QRect>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace pipeline {

/// What a decoder found in one file.
struct Decoded
{
    bool ok = false;
    QString reason = {}; ///< why the file is refused
    bool unread = false; ///< refused before its bytes could be had: it may be there again later
    QString sha256 = {};
    QString format = {};
    int width = 0;
    int height = 0;
    qint64 sizeBytes = 0;
    qint64 inode = 0;
    qint64 mtimeNs = 0;
    View view = {}; ///< of an image, where it is large enough
    QByteArray thumbnail = {}; ///< the JPEG that was wished for
};

/// Which image is to be made small.
struct ThumbnailWish
{
    QString path = {};
    QString root = {};
    QString sha256 = {}; ///< of the file, else it is refused
    std::optional<QRect> part = {}; ///< none: the whole image
    int side = 320; ///< pixels at most
};

/// Children that look at one hostile file at a time: they are no workers (no API, no restart
/// budget), have no network and no right to start anything. A file that kills two of them is
/// refused, with the signal as its reason. A decoder that cannot be started, or not be shut in,
/// blames no file: it waits. They are started when there is work and let go when there has been
/// none for a while.
class Decoders final : public QObject
{
    Q_OBJECT

public:
    using Callback = std::function<void(const Decoded &)>;

    /// `command` is the program and its arguments; at most `count` run at a time.
    Decoders(QStringList command, int count, QObject *parent = nullptr);
    ~Decoders() override;

    /// Decodes one image beneath `root`; `done` is called once, on this thread.
    void decode(const QString &path, const QString &root, Callback done);
    /// The same for a video, which is not decoded but hashed.
    void hashVideo(const QString &path, const QString &root, Callback done);

    /// A small JPEG of an image, `thumbnail`, or the reason why there is none.
    void makeThumbnail(const ThumbnailWish &wish, Callback done);

    /// Files handed in and not yet answered.
    qsizetype pending() const;

    /// Ends the children; files in hand are not answered any more.
    void stop();

private:
    struct Task
    {
        QJsonObject request = {};
        Callback done = {};
        int deaths = 0;
        int kills = 0;
    };

    struct Child
    {
        std::unique_ptr<QProcess> process = {};
        std::unique_ptr<QTimer> deadline = {};
        std::unique_ptr<Task> task = {};
        QByteArray input = {};
        QByteArray complaint = {}; ///< the end of its standard error
        QString death = {}; ///< why we ended it ourselves
    };

    void take(const QJsonObject &request, Callback done);
    void dispatch();
    Child *idleChild();
    void launch(Child &child);
    void give(Child &child);
    void read(Child &child);
    void answer(Child &child, const QByteArray &line);
    void died(Child &child);
    void complained(Child &child);
    void failedToStart(Child &child, const QString &why);
    void letGo();

    QStringList m_command;
    std::size_t m_count;
    std::deque<std::unique_ptr<Task>> m_waiting;
    std::vector<std::unique_ptr<Child>> m_children;
    QTimer m_idle;
    bool m_stopping = false;
};

} // namespace pipeline
