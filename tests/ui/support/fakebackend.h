// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QTcpServer>
#include <QUrl>
#include <QWebSocketServer>

#include <functional>
#include <vector>

namespace tests {

/// A double of the backend on a real port: canned answers that a test can change, freeze, drop and
/// break. HTTP and WebSocket share the port, as with the real one.
class FakeBackend final : public QObject
{
    Q_OBJECT

public:
    FakeBackend();
    ~FakeBackend() override;

    QUrl url() const;

    /// What a GET of `path` answers from now on. Without a query it holds for all of them. What is
    /// documented and missing in `body` is put in.
    void set(const QString &path, const QByteArray &body, int status = 200);

    /// The same, and the body stays as it is.
    void setAsItIs(const QString &path, const QByteArray &body, int status = 200);

    /// What a GET of `path` answers from now on, of a media type that is not JSON.
    void setFile(const QString &path, const QByteArray &bytes, const QByteArray &type);

    /// What all that is not GET answers from now on.
    void setPostAnswer(int status, const QByteArray &body);

    /// Tells the sockets that `resource` has changed.
    void sendChanged(const QString &resource);

    /// Sends an event; `lost` pretends that one before it was lost.
    void sendEvent(const QString &type, const QString &channel, const QJsonObject &data,
                   bool lost = false);

    /// While frozen it keeps its connections and answers nothing; thawed, it answers what has
    /// piled up, like a process that was stopped and goes on.
    void freeze(bool frozen);

    /// While held, a POST is taken and not answered; all else goes on.
    void holdPosts(bool held);

    /// While held, a replay is asked for in vain, until replay().
    void holdReplay(bool held) { m_holdsReplay = held; }

    /// Replays events of these sequences, then says that it is level, and whether these were all.
    void replay(const QList<qint64> &sequences, bool isComplete = true);

    /// Closes everything and listens no longer.
    void drop();

    /// Listens again on the same port.
    void comeBack();

    /// The sequence of the last event of its journal.
    void setSequence(qint64 sequence) { m_sequence = sequence; }

    /// Which journal it is that has these sequences.
    void setJournal(const QString &id) { m_journal = id; }

    /// How often `path` (without its query) was asked.
    int reads(const QString &path) const { return m_reads.value(path); }

    /// The paths of the wishes; of other methods than POST with the method in front.
    QStringList posts() const { return m_posts; }

    /// The messages that the console has sent, without its pings.
    QList<QJsonObject> received() const { return m_received; }

    QByteArray lastHead() const { return m_lastHead; }

    /// The body of the last wish.
    QByteArray lastBody() const { return m_lastBody; }

    /// The path and query of the last GET that was answered.
    QString lastPath() const { return m_lastPath; }

private:
    struct Canned
    {
        QByteArray body = {};
        int status = 200;
        QByteArray type = "application/json";
    };

    void onConnection();
    void onReadable(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const QByteArray &head);
    void answerPost(QTcpSocket *socket);
    static void write(QTcpSocket &socket, const Canned &canned);
    void onSocket();
    void onMessage(QWebSocket *socket, const QString &text);
    void acknowledge(QWebSocket *socket, bool isComplete = true);
    QJsonObject eventMessage(const QString &type, const QString &channel, const QJsonObject &data,
                             qint64 sequence) const;
    void send(QWebSocket *socket, const QJsonObject &message);
    void broadcast(const QJsonObject &message);

    QTcpServer m_server;
    QWebSocketServer m_upgrader;
    QList<QPointer<QTcpSocket>> m_clients;
    QList<QWebSocket *> m_sockets;
    QHash<QString, Canned> m_canned;
    QHash<QString, int> m_reads;
    Canned m_postAnswer;
    QStringList m_posts;
    QList<QJsonObject> m_received;
    QByteArray m_lastHead;
    QByteArray m_lastBody;
    QString m_lastPath;
    quint16 m_port = 0;
    qint64 m_sequence = 48211;
    std::vector<std::function<void()>> m_late; ///< what to do when thawed
    std::vector<std::function<void()>> m_heldPosts;
    bool m_frozen = false;
    bool m_holdsPosts = false;
    bool m_holdsReplay = false;
    QString m_journal = QStringLiteral("ours");
};

} // namespace tests
