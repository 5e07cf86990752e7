// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/certificates.h"
#include "ui/client/apiclient.h"
#include "ui/client/eventstream.h"
#include "ui/client/trust.h"

#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;

/// A connection for which one certificate was accepted: what reaches the server, and what does not.
class PinningTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theAcceptedOne();
    void anotherOne_data();
    void anotherOne();
    void streamsToo_data();
    void streamsToo();

private:
    void show(const support::Pair &pair)
    {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificateChain(QSslCertificate::fromData(pair.certificate));
        configuration.setPrivateKey(QSslKey(pair.key, QSsl::Ec));
        m_server->setSslConfiguration(configuration);
    }

    static QString fingerprint(const support::Pair &pair)
    {
        return ui::fingerprintOf(QSslCertificate::fromData(pair.certificate).value(0));
    }

    ui::Connection connection(const QString &fingerprint) const
    {
        return {.url = QUrl(u"https://127.0.0.1:%1"_s.arg(m_server->serverPort())),
                .token = u"secret-token"_s,
                .fingerprint = fingerprint};
    }

    ui::Answer ask(const QString &fingerprint)
    {
        ui::ApiClient api(connection(fingerprint), {}, nullptr);
        std::optional<ui::Answer> answer;
        api.get(u"/livez"_s, this, [&answer](const ui::Answer &got) { answer = got; });
        (void)QTest::qWaitFor([&answer] { return answer.has_value(); }, 10'000);
        return answer.value_or(ui::Answer());
    }

    std::unique_ptr<QSslServer> m_server;
    QByteArray m_heard; ///< all that came through TLS
};

void PinningTest::init()
{
    m_heard.clear();
    m_server = std::make_unique<QSslServer>();
    connect(m_server.get(), &QSslServer::pendingConnectionAvailable, this, [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            const auto read = [this, socket] {
                m_heard += socket->readAll();
                if (m_heard.endsWith("\r\n\r\n")) {
                    socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
                }
            };
            connect(socket, &QTcpSocket::readyRead, this, read);
            read();
        }
    });
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
}

void PinningTest::theAcceptedOne()
{
    const auto pair = support::makePair();
    show(pair);
    const ui::Answer answer = ask(fingerprint(pair));
    QVERIFY2(answer.ok(), qPrintable(answer.error));
    QVERIFY(m_heard.contains("Bearer secret-token"));
}

void PinningTest::anotherOne_data()
{
    QTest::addColumn<bool>("isPinned");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("another than was accepted")
        << true << u"The certificate is not the one that was accepted for this instance"_s;
    QTest::newRow("none was accepted")
        << false << u"The certificate is not one that this computer trusts"_s;
}

// A server that shows another certificate may be anybody: it does not see the token.
void PinningTest::anotherOne()
{
    QFETCH(bool, isPinned);
    QFETCH(QString, sentence);
    show(support::makePair());
    const ui::Answer answer = ask(isPinned ? fingerprint(support::makePair()) : QString());
    QCOMPARE(answer.status, 0);
    QCOMPARE(answer.error, sentence);
    QCOMPARE(m_heard, QByteArray());
}

void PinningTest::streamsToo_data()
{
    QTest::addColumn<bool>("isRight");
    QTest::newRow("the accepted one") << true;
    QTest::newRow("another one") << false;
}

void PinningTest::streamsToo()
{
    QFETCH(bool, isRight);
    const auto pair = support::makePair();
    show(pair);
    const QString pin = fingerprint(isRight ? pair : support::makePair());
    ui::EventStream stream(connection(pin), u"/ws/events"_s, {}, nullptr);
    stream.reconnect();
    if (isRight) {
        QTRY_VERIFY(m_heard.contains("Bearer secret-token"));
    } else {
        QTRY_VERIFY(!stream.error().isEmpty());
        QCOMPARE(m_heard, QByteArray());
    }
}

QTEST_GUILESS_MAIN(PinningTest)
#include "tst_pinning.moc"
