// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/jobs.h"
#include "tests/support/nastyserver.h"

#include <QFile>
#include <QSocketNotifier>
#include <QTest>

#include <algorithm>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using support::Child;
using support::GoodDetection;
using support::NastyServer;
using support::Patience;
using support::resultOf;

/// How a real detection worker behaves beside its jobs: queue, heartbeats, leaving, bad input.
class JobWorkersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneInWorkOneWaiting();
    void heartbeatsGoOnDuringAJob();
    void leavesDuringAJob();
    void garbageOnTheInput();

private:
    const support::JobFolder m_folder;
};

void JobWorkersTest::oneInWorkOneWaiting()
{
    const NastyServer silent;
    Child child({u"detection_worker"_s});
    for (int id = 1; id <= 3; ++id) {
        QJsonObject job = m_folder.detectionJob(silent.url());
        job.insert(u"id"_s, id);
        child.send(job);
    }
    QTRY_COMPARE_WITH_TIMEOUT(child.lines(u"result"_s).size(), 3, Patience);
    const QList<QJsonObject> results = child.lines(u"result"_s);
    QCOMPARE(results.at(0).value(u"id"_s).toInt(), 3);
    QCOMPARE(results.at(0).value(u"kind"_s).toString(), u"busy"_s);
    QCOMPARE(results.at(1).value(u"id"_s).toInt(), 1);
    QCOMPARE(results.at(2).value(u"id"_s).toInt(), 2);
}

void JobWorkersTest::heartbeatsGoOnDuringAJob()
{
    const QByteArray path = QFile::encodeName(m_folder.path(u"notify"_s));
    const int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.constData(), static_cast<size_t>(path.size()));
    QCOMPARE(::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof(address)), 0);
    QByteArrayList messages;
    QSocketNotifier notifier(fd, QSocketNotifier::Read);
    connect(&notifier, &QSocketNotifier::activated, this, [&messages, fd] {
        QByteArray message(200, '\0');
        const ssize_t got = ::recv(fd, message.data(), static_cast<size_t>(message.size()), 0);
        messages.append(message.left(std::max<ssize_t>(got, 0)));
    });
    const NastyServer silent;
    Child child({u"detection_worker"_s},
                {u"NOTIFY_SOCKET="_s + QString::fromLocal8Bit(path), u"WATCHDOG_USEC=200000"_s});
    QTRY_VERIFY_WITH_TIMEOUT(messages.contains("READY=1"), Patience);
    QJsonObject job = m_folder.detectionJob(silent.url());
    job.insert(u"timeout_ms"_s, Patience);
    child.send(job);
    QTRY_COMPARE_WITH_TIMEOUT(silent.requests(), 1, Patience); // the call hangs from here on
    messages.clear();
    QTRY_VERIFY_WITH_TIMEOUT(messages.count("WATCHDOG=1") >= 5, Patience);
    QVERIFY(child.lines(u"result"_s).isEmpty());
    notifier.setEnabled(false);
    ::close(fd);
}

void JobWorkersTest::leavesDuringAJob()
{
    const NastyServer silent;
    Child child({u"detection_worker"_s});
    QJsonObject job = m_folder.detectionJob(silent.url());
    job.insert(u"timeout_ms"_s, 600000);
    child.send(job);
    QTRY_COMPARE_WITH_TIMEOUT(silent.requests(), 1, Patience);
    child.closeInput();
    QVERIFY(child.process().waitForFinished(Patience));
    QCOMPARE(child.process().exitCode(), 0);
}

void JobWorkersTest::garbageOnTheInput()
{
    const NastyServer service(NastyServer::http(200, GoodDetection));
    Child child({u"detection_worker"_s});
    child.process().write("\n{\n[1]\nnull\n\xff\xfe\n");
    QVERIFY(resultOf(child, m_folder.detectionJob(service.url())).value(u"ok"_s).toBool());
    QCOMPARE(child.lines(u"result"_s).size(), 1);
}

QTEST_GUILESS_MAIN(JobWorkersTest)
#include "tst_jobworkers.moc"
