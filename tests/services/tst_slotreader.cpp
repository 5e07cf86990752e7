// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/slotreader.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using services::SlotFigures;
using services::SlotReader;

namespace {

QByteArray answer(const QByteArray &status, const QByteArray &body)
{
    return "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// A server that says the same to everybody and remembers what it was asked.
class Server final
{
public:
    explicit Server(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                asked.append(socket->readAll());
                socket->write(m_bytes);
            });
        });
    }

    QUrl url() const { return QUrl(u"http://127.0.0.1:%1/nemotron/"_s.arg(m_server.serverPort())); }

    QByteArrayList asked;

private:
    QByteArray m_bytes;
    QTcpServer m_server;
};

} // namespace

/// Questions to a real server.
class SlotReaderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asks();
    void oneQuestionAtATime();
    void aRefusalIsRespected_data();
    void aRefusalIsRespected();
    void aServerThatSaysNothing();
    void anAnswerWithoutEnd();
    void noAddress();
};

void SlotReaderTest::asks()
{
    Server server(answer("200 OK", R"([{"state":1,"n_ctx":4096}])"));
    SlotReader reader;
    int answers = 0;
    std::optional<SlotFigures> figures;
    for (int round = 1; round <= 3; ++round) {
        QVERIFY(reader.ask(server.url(), [&](const auto &read) {
            ++answers;
            figures = read;
        }));
        QTRY_COMPARE(answers, round);
        const SlotFigures wanted{.active = 1, .total = 1, .contextSize = 4096};
        QCOMPARE(figures, std::optional(wanted));
    }
    QVERIFY(server.asked.first().startsWith("GET /nemotron/slots HTTP/1.1\r\n"));
}

void SlotReaderTest::oneQuestionAtATime()
{
    Server server(answer("200 OK", "[]"));
    SlotReader reader;
    int answers = 0;
    QVERIFY(reader.ask(server.url(), [&](const auto &) { ++answers; }));
    QVERIFY(!reader.ask(server.url(), [&](const auto &) { answers += 100; }));
    QTRY_COMPARE(answers, 1);
}

void SlotReaderTest::aRefusalIsRespected_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<bool>("isLeftAlone");
    QTest::newRow("no such path") << QByteArray("404 Not Found") << true;
    QTest::newRow("switched off") << QByteArray("501 Not Implemented") << true;
    QTest::newRow("still loading") << QByteArray("503 Service Unavailable") << false;
}

void SlotReaderTest::aRefusalIsRespected()
{
    QFETCH(QByteArray, status);
    QFETCH(bool, isLeftAlone);
    Server server(answer(status, "{}"));
    Server other(answer("200 OK", "[]"));
    SlotReader reader;
    int answers = 0;
    std::optional<SlotFigures> figures = SlotFigures();
    const auto done = [&](const auto &read) {
        ++answers;
        figures = read;
    };
    QVERIFY(reader.ask(server.url(), done));
    QTRY_COMPARE(answers, 1);
    QCOMPARE(figures, std::nullopt);
    QCOMPARE(reader.ask(server.url(), done), !isLeftAlone);
    QTRY_COMPARE(answers, isLeftAlone ? 1 : 2);
    // Another address is another server.
    QVERIFY(reader.ask(other.url(), done));
    QTRY_VERIFY(figures.has_value());
}

void SlotReaderTest::aServerThatSaysNothing()
{
    Server server("");
    SlotReader reader;
    bool answered = false;
    QElapsedTimer since;
    since.start();
    QVERIFY(reader.ask(server.url(), [&](const auto &read) { answered = !read; }));
    QTRY_VERIFY(answered);
    QVERIFY(since.elapsed() >= 1900);
}

void SlotReaderTest::anAnswerWithoutEnd()
{
    Server server("HTTP/1.1 200 OK\r\n\r\n" + QByteArray(3'000'000, ' '));
    SlotReader reader;
    bool answered = false;
    QVERIFY(reader.ask(server.url(), [&](const auto &read) { answered = !read; }));
    QTRY_VERIFY(answered);
}

void SlotReaderTest::noAddress()
{
    SlotReader reader;
    QVERIFY(!reader.ask({}, [](const auto &) { QFAIL("nothing was asked"); }));
}

QTEST_GUILESS_MAIN(SlotReaderTest)
#include "tst_slotreader.moc"
