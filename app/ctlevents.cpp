// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctlevents.h"

#include "app/ctlcells.h"
#include "app/ctlchain.h"
#include "app/ctlprint.h"
#include "app/ctlwidth.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QTimer>
#include <QWebSocket>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace app {

namespace {

constexpr auto FirstPause = 250ms;
constexpr auto LongestPause = 5000ms;
constexpr auto PingInterval = 10s;
constexpr int PolicyViolated = 1008;

/// How a connection ended.
struct Ended
{
    std::optional<int> exit = {}; ///< the program ends, too
    bool wasOpen = false;
    QString reason = {};
};

QByteArray lineOf(const QString &text, const QJsonObject &event, bool json)
{
    if (json) {
        return text.toUtf8() + '\n';
    }
    return QString(harmless(cell(event.value(u"timestamp")) % u' ' % cell(event.value(u"type"))
                            % u' ' % cell(event.value(u"data")))
                   % u'\n')
        .toUtf8();
}

/// One connection from its beginning to its end.
class Connection final : public QObject
{
public:
    Connection(Api &api, EventChain &chain, const Order &order, qint64 &told)
        : m_api(api)
        , m_chain(chain)
        , m_order(order)
        , m_told(told)
    {
        m_socket.setProxy(QNetworkProxy::NoProxy);
        m_socket.setSslConfiguration(api.trust());
        connect(&m_socket, &QWebSocket::textMessageReceived, this, &Connection::take);
        connect(&m_socket, &QWebSocket::disconnected, this, &Connection::end);
        connect(&m_socket, &QWebSocket::sslErrors, this, &Connection::judge);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
        connect(&m_socket, &QWebSocket::errorOccurred, this, &Connection::endUnlessOpen);
#else
        connect(&m_socket, QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error), this,
                &Connection::endUnlessOpen);
#endif
        connect(&m_pinger, &QTimer::timeout, this, &Connection::ping);
    }

    Ended run()
    {
        QUrl url = m_api.target().url;
        url.setScheme(url.scheme() == u"https" ? u"wss"_s : u"ws"_s);
        url.setPath(m_order.path);
        m_socket.open(m_api.requestFor(url));
        m_pinger.start(PingInterval);
        m_loop.exec();
        m_socket.disconnect(this);
        m_socket.abort();
        m_chain.disconnected();
        return m_ended;
    }

private:
    void take(const QString &text)
    {
        m_ended.wasOpen = true;
        m_isAlive = true;
        const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
        const ChainStep step = m_chain.take(message);
        for (const QJsonObject &wish : step.send) {
            send(wish);
        }
        if (!step.note.isEmpty()) {
            note(step.note);
        }
        if (step.isNews && !m_ended.exit) {
            tell(text, message);
        }
    }

    void tell(const QString &text, const QJsonObject &event)
    {
        ++m_told;
        const bool isEnough = m_order.count > 0 && m_told >= m_order.count;
        if (!print(stdout, lineOf(text, event, m_order.json))) {
            m_ended.exit = Refused;
        } else if (isEnough) {
            m_ended.exit = Ok;
        }
        if (m_ended.exit) {
            m_loop.quit();
        }
    }

    /// Only a certificate that was named by its fingerprint can be right all the same.
    void judge()
    {
        if (isExpected(m_socket.sslConfiguration().peerCertificate(), m_api.target())) {
            m_socket.ignoreSslErrors();
        }
    }

    void ping()
    {
        if (!m_isAlive) {
            m_ended.reason = u"the backend is silent"_s;
            m_loop.quit();
            return;
        }
        m_isAlive = false;
        send({{u"type"_s, u"ping"_s}});
    }

    void endUnlessOpen()
    {
        if (m_socket.state() == QAbstractSocket::UnconnectedState) {
            end(); // a refused attempt is never disconnected
        }
    }

    void end()
    {
        const QString reason = m_socket.closeReason();
        if (m_ended.wasOpen && m_socket.closeCode() == PolicyViolated) {
            m_ended.exit = fail(Refused, reason);
        }
        m_ended.reason = reason.isEmpty() ? m_socket.errorString() : reason;
        m_loop.quit();
    }

    void send(const QJsonObject &message)
    {
        m_socket.sendTextMessage(
            QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
    }

    Api &m_api;
    EventChain &m_chain;
    const Order &m_order;
    qint64 &m_told;
    QEventLoop m_loop;
    QWebSocket m_socket;
    QTimer m_pinger;
    Ended m_ended;
    bool m_isAlive = true;
};

/// Why nothing can be followed, in the words of the API.
std::optional<int> refusal(Api &api)
{
    const Answer answer = api.ask({.path = u"/api/system/websocket/events"_s});
    if (answer.status == 0 || answer.isDone()) {
        return {};
    }
    const QString detail = answer.json.value(u"detail").toString();
    return fail(Refused, detail.isEmpty() ? u"status %1"_s.arg(answer.status) : detail);
}

} // namespace

int followEvents(Api &api, const Order &order)
{
    EventChain chain(order.words, order.after);
    std::chrono::milliseconds wait = FirstPause;
    qint64 told = 0;
    bool wasOpen = false;
    // A socket without the token that it needs would be let in, and hear nothing.
    if (const auto exit = refusal(api)) {
        return *exit;
    }
    for (;;) {
        const Ended ended = Connection(api, chain, order, told).run();
        if (ended.exit) {
            return *ended.exit;
        }
        wasOpen = wasOpen || ended.wasOpen;
        if (const auto exit = ended.wasOpen ? std::nullopt : refusal(api)) {
            return *exit;
        }
        const QString place = api.target().url.authority();
        if (!wasOpen) {
            return fail(NoConnection, place % u": " % ended.reason);
        }
        if (ended.wasOpen) {
            note(u"%1: connection lost (%2); trying again"_s.arg(place, ended.reason));
            wait = FirstPause;
        }
        pause(wait);
        wait = std::min<std::chrono::milliseconds>(2 * wait, LongestPause);
    }
}

} // namespace app
