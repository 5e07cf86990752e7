// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/program.h"

#include <QFile>
#include <QTcpServer>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using scenario::Program;
using scenario::Quiet;
using scenario::waitUntil;

namespace {

/// The other end of sd_notify(3): what a service manager listens on.
class NotifySocket final
{
public:
    explicit NotifySocket(QByteArray path)
        : m_socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    {
        if (path.startsWith('@')) {
            path[0] = '\0';
        }
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(static_cast<char *>(address.sun_path), path.constData(),
                    static_cast<std::size_t>(path.size()));
        const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path)
                                                   + static_cast<std::size_t>(path.size()));
        const auto *const generic = reinterpret_cast<const sockaddr *>(&address);
        m_isBound = ::bind(m_socket, generic, length) == 0;
    }

    ~NotifySocket() { ::close(m_socket); }

    NotifySocket(const NotifySocket &) = delete;
    NotifySocket &operator=(const NotifySocket &) = delete;

    bool isBound() const { return m_isBound; }

    /// Everything heard so far.
    QList<QByteArray> heard()
    {
        QByteArray buffer(4096, Qt::Uninitialized);
        ssize_t size = 0;
        while ((size = ::recv(m_socket, buffer.data(), 4096, 0)) >= 0) {
            m_heard.append(buffer.left(size));
        }
        return m_heard;
    }

private:
    int m_socket;
    bool m_isBound = false;
    QList<QByteArray> m_heard;
};

} // namespace

/// What the service manager and the shell hear of `signalboxd`.
class ProgramDaemonTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheServiceManager_data();
    void tellsTheServiceManager();
    void printsOneLine();
    void forgetsTheAddressOfAKilledOne();
};

void ProgramDaemonTest::tellsTheServiceManager_data()
{
    QTest::addColumn<bool>("isAbstract");

    QTest::newRow("a path") << false;
    QTest::newRow("an abstract address") << true;
}

void ProgramDaemonTest::tellsTheServiceManager()
{
    QFETCH(bool, isAbstract);

    const QTemporaryDir folder;
    const QString path = isAbstract
        ? u"@signalbox-test-%1"_s.arg(QCoreApplication::applicationPid())
        : folder.filePath(u"notify"_s);
    NotifySocket manager(path.toUtf8());
    QVERIFY(manager.isBound());
    Program daemon(
        {.name = u"signalboxd"_s, .environment = {{u"NOTIFY_SOCKET"_s, path}}, .toml = Quiet});
    daemon.launch();
    QVERIFY2(waitUntil([&manager] { return !manager.heard().isEmpty(); }),
             daemon.errorText().constData());
    // At that moment, not a little later: who waits for it connects at once.
    QVERIFY(daemon.waitForAddress(daemon.dataDirectory(), 0));
    QCOMPARE(daemon.get("/api/system/supervisor").status, 200);
    QCOMPARE(manager.heard(), QList<QByteArray>{"READY=1"});

    // Its workers have notify sockets of their own, and it has a word for its end.
    QVERIFY(daemon.waitForWorker(u"file_watcher"_s, u"running"_s));
    QCOMPARE(daemon.terminate(), std::optional(0));
    QCOMPARE(manager.heard(), (QList<QByteArray>{"READY=1", "STOPPING=1"}));
}

void ProgramDaemonTest::printsOneLine()
{
    Program daemon({.name = u"signalboxd"_s,
                    .toml = Quiet
                        + u"[[worker]]\nname = \"chatty\"\n"
                          "command = [\"/bin/sh\", \"-c\", \"while :; do echo hello; sleep 1; "
                          "done\"]\n"_s});
    daemon.launch();
    QVERIFY2(waitUntil([&daemon] { return daemon.output().endsWith('\n'); }),
             daemon.errorText().constData());
    QVERIFY(daemon.waitForAddress(daemon.dataDirectory(), 0));
    QVERIFY(daemon.url().port() > 0);
    const QByteArray line =
        "signalbox listening on http://127.0.0.1:" + QByteArray::number(daemon.url().port()) + '\n';
    QCOMPARE(daemon.output(), line);

    QVERIFY(daemon.waitForWorker(u"chatty"_s, u"running"_s));
    QVERIFY(waitUntil([&daemon] {
        return daemon.get("/api/system/supervisor/workers/chatty/logs").body.contains("hello");
    }));
    QCOMPARE(daemon.terminate(), std::optional(0));
    QCOMPARE(daemon.output(), line);
    QVERIFY(!QFile::exists(daemon.dataDirectory() + u"/api.json"_s));
}

void ProgramDaemonTest::forgetsTheAddressOfAKilledOne()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    Program daemon({.name = u"signalboxd"_s, .toml = Quiet});
    daemon.launch();
    QVERIFY2(daemon.waitForAddress(daemon.dataDirectory()), daemon.errorText().constData());
    daemon.kill9();
    const QString file = daemon.dataDirectory() + u"/api.json"_s;
    QVERIFY(QFile::exists(file));

    Program next({.name = u"signalboxd"_s,
                  .arguments = {u"--data-dir"_s, daemon.dataDirectory(), u"--port"_s,
                                QString::number(other.serverPort())},
                  .toml = Quiet});
    next.launch();
    QCOMPARE(next.waitForEnd(), std::optional(2));
    QVERIFY(!QFile::exists(file));
}

QTEST_GUILESS_MAIN(ProgramDaemonTest)
#include "tst_programdaemon.moc"
