// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/iserror.h"
#include "tests/scenario/support/memory.h"

#include <QTcpSocket>

using namespace Qt::StringLiterals;
using scenario::Base;
using scenario::Daemon;
using scenario::waitUntil;

namespace {

constexpr qint64 KiB = 1024;
constexpr qint64 MiB = 1024 * KiB;

/// Sends what it is given and then the same filling for as long as it is taken.
///
/// Before the answer it sends too much, but not so much that the door closes on it and the answer
/// is lost with the connection.
class Flood
{
public:
    Flood(quint16 port, const QByteArray &head, QByteArray filling, qint64 most)
        : m_filling(std::move(filling))
        , m_left(most)
        , m_isLegal(most < 2 * MiB)
    {
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket,
                         [this] { answer += socket.readAll(); });
        socket.connectToHost(QHostAddress::LocalHost, port);
        socket.write(head);
    }

    void push()
    {
        while (m_left > 0 && isOpen() && socket.bytesToWrite() < 64 * KiB
               && (m_isLegal || m_sent < 128 * KiB || !answer.isEmpty())) {
            const qint64 count = std::min<qint64>(m_left, m_filling.size());
            m_left -= count;
            m_sent += count;
            socket.write(m_filling.constData(), count);
        }
    }

    bool isOpen() const { return socket.state() != QAbstractSocket::UnconnectedState; }

    /// All of it is with the kernel.
    bool hasSent() const { return m_left == 0 && socket.bytesToWrite() == 0; }

    int status() const { return answer.mid(9, 3).toInt(); }

    QTcpSocket socket;
    QByteArray answer;

private:
    QByteArray m_filling;
    qint64 m_left;
    qint64 m_sent = 0;
    bool m_isLegal;
};

} // namespace

/// What clients send that is too much or does not end costs the real daemon bounded memory.
class ApiMemoryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tooMuch_data();
    void tooMuch();
    void unfinished_data();
    void unfinished();
    void servesAsBefore();

private:
    using Floods = std::vector<std::unique_ptr<Flood>>;

    Floods floods(int count, const QByteArray &head, const QByteArray &filling, qint64 most) const;
    /// The most memory that the daemon had meanwhile, above what it had before.
    qint64 growthUntil(Floods &floods, const std::function<bool(const Flood &)> &isDone);

    Daemon m_daemon{{.toml = u"[ai]\nembedded = \"false\"\n"_s}};
    QByteArray m_host;
};

void ApiMemoryTest::initTestCase()
{
    QVERIFY2(m_daemon.start(), m_daemon.errorText().constData());
    QVERIFY(m_daemon.waitForWorker(u"file_watcher"_s, u"running"_s));
    m_host = "Host: 127.0.0.1:" + QByteArray::number(m_daemon.port()) + "\r\n";
    for (int i = 0; i < 50; ++i) {
        QCOMPARE(m_daemon.get(Base + "supervisor").status, 200);
    }
}

ApiMemoryTest::Floods ApiMemoryTest::floods(int count, const QByteArray &head,
                                            const QByteArray &filling, qint64 most) const
{
    Floods all;
    for (int i = 0; i < count; ++i) {
        all.push_back(std::make_unique<Flood>(m_daemon.port(), head, filling, most));
    }
    return all;
}

qint64 ApiMemoryTest::growthUntil(Floods &floods, const std::function<bool(const Flood &)> &isDone)
{
    const qint64 before = scenario::residentOf(m_daemon.pid());
    qint64 most = before;
    const bool ended = waitUntil([&] {
        bool allDone = true;
        for (const auto &flood : floods) {
            flood->push();
            allDone = allDone && isDone(*flood);
        }
        most = std::max(most, scenario::residentOf(m_daemon.pid()));
        return allDone;
    });
    return ended && before > MiB ? most - before : -1;
}

void ApiMemoryTest::tooMuch_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("filling");
    QTest::addColumn<int>("clients");
    QTest::addColumn<int>("status");
    QTest::addColumn<qint64>("bound");

    const QByteArray start = "GET /api/system/supervisor HTTP/1.1\r\n@";
    const QByteArray field = "X-A: " + QByteArray(1000, 'x') + "\r\n";
    const QByteArray body = "POST /api/system/supervisor/workers/file_watcher/stop HTTP/1.1\r\n@"
                            "Content-Type: application/json\r\nContent-Length: 104857600\r\n\r\n";
    const QByteArray filling(64 * KiB, 'x');
    const auto row = [](const char *name, const QByteArray &head, const QByteArray &more,
                        int clients, int status, qint64 bound) {
        QTest::newRow(name) << head << more << clients << status << bound;
    };
    row("a line without end", "GET /", filling, 1, 414, 1 * MiB);
    row("a field without end", start + "X-A: ", filling, 1, 431, 1 * MiB);
    row("fields without end", start, field.repeated(60), 1, 431, 1 * MiB);
    row("short fields without end", start, QByteArray("A: b\r\n").repeated(10000), 1, 431, 1 * MiB);
    row("a body of 100 MiB", body, filling, 1, 413, 2 * MiB);
    row("100 lines without end", "GET /", filling, 100, 414, 16 * MiB);
    row("100 heads without end", start, field.repeated(60), 100, 431, 16 * MiB);
    row("100 bodies of 100 MiB", body, filling, 100, 413, 16 * MiB);
}

void ApiMemoryTest::tooMuch()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, filling);
    QFETCH(int, clients);
    QFETCH(int, status);
    QFETCH(qint64, bound);

    Floods all = floods(clients, head.replace("@", m_host), filling, 100 * MiB);
    const qint64 growth = growthUntil(all, [](const Flood &flood) { return !flood.isOpen(); });
    for (const auto &flood : all) {
        QCOMPARE(flood->status(), status);
        QVERIFY(!flood->hasSent());
    }
    qInfo() << "grew by" << growth / KiB << "KiB";
    QVERIFY(growth >= 0);
    QVERIFY2(growth < bound * scenario::MemorySlack, QByteArray::number(growth).constData());
}

void ApiMemoryTest::unfinished_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<qint64>("more");
    QTest::addColumn<int>("clients");
    QTest::addColumn<qint64>("bound");

    const QByteArray head = "GET /api/system/supervisor HTTP/1.1\r\n@X-A: ";
    const QByteArray body = "POST /api/system/supervisor/workers/file_watcher/stop HTTP/1.1\r\n@"
                            "Content-Type: application/json\r\nContent-Length: 4096\r\n\r\n";
    QTest::newRow("a head") << head << 8000LL << 1 << 1 * MiB;
    QTest::newRow("250 heads") << head << 8000LL << 250 << 16 * MiB;
    QTest::newRow("a body") << body << 4095LL << 1 << 1 * MiB;
    QTest::newRow("250 bodies") << body << 4095LL << 250 << 16 * MiB;
}

// As much as is allowed, but for the end: it is held until its deadline.
void ApiMemoryTest::unfinished()
{
    QFETCH(QByteArray, head);
    QFETCH(qint64, more);
    QFETCH(int, clients);
    QFETCH(qint64, bound);

    Floods all = floods(clients, head.replace("@", m_host), QByteArray(64 * KiB, 'x'), more);
    const qint64 before = scenario::residentOf(m_daemon.pid());
    QVERIFY(growthUntil(all, [](const Flood &flood) { return flood.hasSent(); }) >= 0);
    // Others are answered meanwhile, and by then it has taken in what lay in the sockets.
    qint64 growth = 0;
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(m_daemon.get(Base + "supervisor").status, 200);
        growth = std::max(growth, scenario::residentOf(m_daemon.pid()) - before);
    }
    qInfo() << "grew by" << growth / KiB << "KiB";
    QVERIFY2(growth < bound * scenario::MemorySlack, QByteArray::number(growth).constData());
    for (const auto &flood : all) {
        QVERIFY(flood->isOpen());
        flood->socket.abort();
    }
}

void ApiMemoryTest::servesAsBefore()
{
    QCOMPARE(m_daemon.get(Base + "supervisor").status, 200);
    QCOMPARE(m_daemon.workerStatus(u"file_watcher"_s), u"running"_s);
    QVERIFY(m_daemon.isRunning());
}

QTEST_GUILESS_MAIN(ApiMemoryTest)
#include "tst_apimemory.moc"
