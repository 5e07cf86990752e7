// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/neighbour.h"
#include "tests/app/fakeapi.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using app::Neighbour;
using Trouble = Backend::Trouble;

/// Whether a Signalbox is where one must be.
class NeighbourTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void address_data();
    void address();
    void knows_data();
    void knows();
    void nobodyThere();
    void silent();
};

void NeighbourTest::address_data()
{
    QTest::addColumn<Trouble>("trouble");
    QTest::addColumn<QByteArray>("file"); ///< api.json
    QTest::addColumn<QString>("host");
    QTest::addColumn<QUrl>("url");

    const QByteArray file = R"({"url":"http://127.0.0.1:4711","pid":1})";
    const QString host = u"127.0.0.1"_s;
    QTest::newRow("holds the directory")
        << Trouble::Occupied << file << host << QUrl(u"http://127.0.0.1:4711"_s);
    QTest::newRow("holds it, without an address")
        << Trouble::Occupied << QByteArray() << host << QUrl();
    QTest::newRow("holds it, garbage for an address")
        << Trouble::Occupied << QByteArray("{\"url\":") << host << QUrl();
    QTest::newRow("holds the port")
        << Trouble::Address << file << host << QUrl(u"http://127.0.0.1:8123"_s);
    QTest::newRow("holds the port, IPv6")
        << Trouble::Address << file << u"::1"_s << QUrl(u"http://[::1]:8123"_s);
    QTest::newRow("holds the port, by name")
        << Trouble::Address << file << u"localhost"_s << QUrl(u"http://localhost:8123"_s);
    // What a killed one has left must not be taken for one that runs.
    QTest::newRow("a directory that nobody holds") << Trouble::Directory << file << host << QUrl();
    QTest::newRow("a wrong configuration") << Trouble::Configuration << file << host << QUrl();
}

void NeighbourTest::address()
{
    QFETCH(Trouble, trouble);
    QFETCH(QByteArray, file);
    QFETCH(QString, host);

    const QTemporaryDir directory;
    QFile left(directory.filePath(u"api.json"_s));
    if (!file.isEmpty()) {
        QVERIFY(left.open(QIODevice::WriteOnly));
        left.write(file);
        left.close();
    }
    Backend::Settings settings{.surroundings = {.dataDirectory = directory.path()}};
    settings.config.server.host = host;
    settings.config.server.port = 8123;
    QTEST(Neighbour::addressOf(trouble, settings), "url");
}

void NeighbourTest::knows_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isOne");

    QTest::newRow("a Signalbox") << QByteArray("200 OK")
                                 << QByteArray(R"({"running":true,"workers":[]})") << true;
    QTest::newRow("one without a supervisor")
        << QByteArray("200 OK") << QByteArray(R"({"running":false,"workers":[]})") << true;
    QTest::newRow("another program")
        << QByteArray("404 Not Found") << QByteArray(R"({"detail":"Not Found"})") << false;
    QTest::newRow("another program that likes every path")
        << QByteArray("200 OK") << QByteArray(R"({"status":"ok"})") << false;
    QTest::newRow("a web page") << QByteArray("200 OK") << QByteArray("<html></html>") << false;
    QTest::newRow("one that is broken") << QByteArray("500 Internal Server Error")
                                        << QByteArray(R"({"running":true,"workers":[]})") << false;
}

void NeighbourTest::knows()
{
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, body);
    QFETCH(bool, isOne);

    FakeApi api;
    api.answer(status, body);
    Neighbour neighbour;
    const QSignalSpy known(&neighbour, &Neighbour::known);
    neighbour.ask(QUrl(api.url()));
    QTRY_COMPARE(known.size(), 1);
    QCOMPARE(known.at(0).at(0).toUrl(), isOne ? QUrl(api.url()) : QUrl());
    QCOMPARE(api.requestLine(), QByteArray("GET /api/system/supervisor"));
}

void NeighbourTest::nobodyThere()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const QUrl url(u"http://127.0.0.1:%1"_s.arg(closed.serverPort()));
    closed.close();
    Neighbour neighbour;
    const QSignalSpy known(&neighbour, &Neighbour::known);
    neighbour.ask(url);
    QTRY_COMPARE(known.size(), 1);
    neighbour.ask({});
    QTRY_COMPARE(known.size(), 2);
    QCOMPARE(known.at(0).at(0).toUrl(), QUrl());
    QCOMPARE(known.at(1).at(0).toUrl(), QUrl());
}

void NeighbourTest::silent()
{
    QTcpServer hung;
    QVERIFY(hung.listen(QHostAddress::LocalHost));
    Neighbour neighbour;
    const QSignalSpy known(&neighbour, &Neighbour::known);
    neighbour.ask(QUrl(u"http://127.0.0.1:%1"_s.arg(hung.serverPort())));
    QTRY_COMPARE_WITH_TIMEOUT(known.size(), 1, 20000);
    QCOMPARE(known.at(0).at(0).toUrl(), QUrl());
}

QTEST_GUILESS_MAIN(NeighbourTest)
#include "tst_neighbour.moc"
