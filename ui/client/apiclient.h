// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/answer.h"
#include "ui/client/connectionrules.h"
#include "ui/connection.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>

class QNetworkReply;

namespace ui {

/// A file that came back for one request.
struct Bytes
{
    int status = 0; ///< 0: no answer at all
    QByteArray data = {}; ///< empty where the request failed
    QString type = {}; ///< the media type, without parameters
    QString error = {}; ///< one sentence; empty after a 2xx
    protocol::SteadyTime askedAt{};

    bool ok() const { return error.isEmpty(); }
};

/// The only door to the backend's HTTP API: JSON, files, token, one deadline a request.
class ApiClient final : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<void(const Answer &)>;
    using BytesHandler = std::function<void(const Bytes &)>;

    /// What getBytes() takes at most.
    static constexpr qint64 MostBytes = 64LL * 1024 * 1024;

    ApiClient(Connection connection, const Timings &timings, QObject *parent);

    /// GET `path` (with its query). `handler` is called once, unless `context` has died. An answer
    /// that is not as documented is an error.
    void get(const QString &path, QObject *context, const Handler &handler);

    /// GET of a file such as a picture, behind all that is JSON.
    void getBytes(const QString &path, QObject *context, const BytesHandler &handler);

    /// POST without a body.
    void post(const QString &path, QObject *context, const Handler &handler);

    /// POST, PUT, PATCH or DELETE with a body of JSON. An answer without a body (204) is good too.
    void send(const QByteArray &method, const QString &path, const QJsonObject &body,
              QObject *context, const Handler &handler);

    /// DELETE without a body.
    void remove(const QString &path, QObject *context, const Handler &handler);

Q_SIGNALS:
    /// The server has answered something, be it good or bad.
    void heard(protocol::SteadyTime askedAt);

private:
    QNetworkRequest request(const QString &path) const;
    void wish(const QByteArray &method, const QString &path, const QByteArray &body,
              QObject *context, const Handler &handler);
    void watch(QNetworkReply *reply, std::chrono::milliseconds deadline, QObject *context,
               const Handler &handler);
    void read(const Arrival &arrival, const QString &path, QObject *context,
              const Handler &handler);
    void onEnd(QNetworkReply *reply, std::chrono::milliseconds deadline,
               const std::function<void(protocol::SteadyTime askedAt)> &then);

    Connection m_connection;
    Timings m_timings;
    std::shared_ptr<const AnswerContract> m_contract = std::make_shared<AnswerContract>();
    QNetworkAccessManager m_network;
    QThreadPool m_readers; ///< of its own: others wait in the global one for a bus or a picture
};

} // namespace ui
