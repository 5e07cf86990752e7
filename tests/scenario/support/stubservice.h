// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QMap>
#include <QObject>
#include <QString>
#include <QTcpServer>
#include <QUrl>

#include <chrono>

class QTcpSocket;

namespace scenario {

/// How a service treats its callers.
enum class Behaviour
{
    Works, ///< a good answer
    NoModel, ///< 200 with model_loaded false; for work as Works
    Fails, ///< 500
    Refuses, ///< 400: the request is at fault
    Garbage, ///< 200 with bytes that are no JSON
    Silent, ///< takes the request, never answers
    Slow, ///< a good answer after slowness
    Closes, ///< hangs up instead of answering
    Huge ///< 200 with a body of 20 MiB
};

/// The five AI services behind one real port, each with its own behaviour: GET <url>/health, POST
/// <url>/detect, <url>/completion, <url>/slots and what the helping services are asked. Whatever
/// else is 404.
class StubService final : public QObject
{
public:
    explicit StubService(quint16 port = 0);

    quint16 port() const { return m_port; }

    /// The base address of one service, as the configuration wants it.
    QUrl url(const QString &service) const;

    /// `[ai]` without embedded services and one `[ai.…]` for each of the five. `keys` go to [ai],
    /// `serviceKeys` to each of the five.
    QString toml(const QString &keys = {}, const QString &serviceKeys = {}) const;

    void setHealth(const QString &service, Behaviour behaviour) { m_health[service] = behaviour; }

    void setWork(const QString &service, Behaviour behaviour) { m_work[service] = behaviour; }

    void setSlowness(std::chrono::milliseconds slowness) { m_slowness = slowness; }

    /// What /detect answers while it works; by default one person.
    void setDetections(const QJsonObject &answer) { m_detections = answer; }

    /// The risk that /completion sees while it works.
    void setRisk(int score) { m_risk = score; }

    /// What /embed answers while it works: a vector along one of the 768 axes.
    void setLikeness(int axis) { m_axis = axis; }

    /// Requests so far of a path like "yolo26/detect", whatever came of them.
    int count(const QString &path) const { return m_counts.value(path); }

    /// Closes the port; connections end at once.
    void drop();

    /// Listens again on the same port.
    bool comeBack();

private:
    void serve();
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const QString &service, const QString &what);
    QJsonObject goodAnswer(const QString &what) const;

    /// Outlives the server, whose connections take themselves off it when they end.
    QHash<QTcpSocket *, QByteArray> m_requests;
    QTcpServer m_server;
    quint16 m_port = 0;
    QMap<QString, Behaviour> m_health;
    QMap<QString, Behaviour> m_work;
    QMap<QString, int> m_counts;
    QJsonObject m_detections;
    int m_axis = 0;
    int m_risk = 42;
    std::chrono::milliseconds m_slowness{1000};
};

} // namespace scenario
