// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QTcpServer>
#include <QTcpSocket>

namespace support {

/// A Prometheus that misbehaves as no real one can be made to: for each path the bytes of an
/// answer.
class PrometheusDouble final : public QObject
{
    Q_OBJECT

public:
    /// What a path is answered with.
    struct Reply
    {
        QByteArray bytes = {}; ///< empty: nothing, for ever
        bool closes = false; ///< behind the bytes
        QByteArray again = {}; ///< behind the bytes, for as long as it is taken
    };

    /// A good one with these elements of activeTargets.
    explicit PrometheusDouble(const QByteArray &targets = {});

    quint16 port() const { return m_server.serverPort(); }

    QString url() const { return QStringLiteral("http://127.0.0.1:%1/base/").arg(port()); }

    /// Other replies for a path below the base, "/-/ready".
    void set(const QByteArray &path, const Reply &reply) { m_replies[path] = reply; }

    /// Other targets from now on.
    void setTargets(const QByteArray &targets);

    /// An answer with that status and body.
    static QByteArray http(int status, const QByteArray &body, const QByteArray &fields = {});

    /// The answer 200 with a body in gzip.
    static QByteArray gzip(const QByteArray &body);

    /// One element of activeTargets, with all that a real one has, and many of them.
    static QByteArray target(int number, const QByteArray &health = "up");
    static QByteArray manyTargets(int count);

    /// How often a path was asked for, and what was said then.
    int count(const QByteArray &path) const { return m_counts.value(path); }

    const QByteArray &request(const QByteArray &path) { return m_requests[path]; }

    /// Connections that are open.
    int open() const { return m_open; }

    static constexpr auto Ready = "/-/ready";
    static constexpr auto Targets = "/api/v1/targets";
    static constexpr auto Tsdb = "/api/v1/status/tsdb";

private:
    void accept();
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const Reply &reply);

    QMap<QByteArray, Reply> m_replies;
    QMap<QByteArray, int> m_counts;
    QMap<QByteArray, QByteArray> m_requests;
    QMap<QTcpSocket *, QByteArray> m_unread;
    int m_open = 0;
    QTcpServer m_server; ///< the last: its connections take themselves off the others
};

} // namespace support
