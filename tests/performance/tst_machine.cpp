// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/machine.h"
#include "tests/support/signals.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <csignal>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace performance;

/// The machine that the test runs on.
class MachineTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void host();
    void ourselves();
    void descriptorsAreCounted();
    void aTreeOfProcesses();
    void aDirectoryAndAStore();
    void nothingThere();
};

void MachineTest::host()
{
    const ProcLook look = lookAtProc({});
    QVERIFY(look.cpu && look.cpu->total > 0 && look.cpu->busy <= look.cpu->total);
    QVERIFY(look.memory && look.memory->availableBytes <= look.memory->totalBytes);
    QVERIFY(look.trees.empty());
    QCOMPARE(units().pageBytes, static_cast<quint64>(sysconf(_SC_PAGESIZE)));
}

void MachineTest::ourselves()
{
    const ProcLook look = lookAtProc({getpid()});
    QVERIFY(look.self);
    QVERIFY(look.self->residentBytes > 1'000'000);
    QVERIFY(look.self->virtualBytes > look.self->residentBytes);
    QVERIFY(look.self->openDescriptors.value_or(0) > 2);
    QVERIFY(look.trees.at(0) && look.trees.at(0)->processes >= 1);
}

void MachineTest::descriptorsAreCounted()
{
    const qint64 before = lookAtProc({}).self->openDescriptors.value();
    std::array<int, 10> taken{};
    for (int &descriptor : taken) {
        descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC);
    }
    QCOMPARE(lookAtProc({}).self->openDescriptors.value(), before + 10);
    for (const int descriptor : taken) {
        close(descriptor);
    }
    QCOMPARE(lookAtProc({}).self->openDescriptors.value(), before);
}

// A shell and what it waits for.
void MachineTest::aTreeOfProcesses()
{
    QProcess shell;
    shell.setChildProcessModifier([] { setpgid(0, 0); });
    shell.start(u"/bin/sh"_s, {u"-c"_s, u"sleep 600 & sleep 600; :"_s});
    QVERIFY(shell.waitForStarted());
    const qint64 root = shell.processId();
    std::vector<std::optional<TreeUse>> trees;
    QTRY_VERIFY((trees = lookAtProc({root, getpid()}).trees, trees.at(0)->processes == 3));
    QVERIFY(trees.at(0)->residentPages > 0);
    QVERIFY(trees.at(0)->rootStartTicks > 0);
    QVERIFY(support::sendSignalToGroup(root, SIGKILL));
    QVERIFY(shell.waitForFinished());
    QCOMPARE(lookAtProc({root}).trees.at(0), std::nullopt);
}

void MachineTest::aDirectoryAndAStore()
{
    const QTemporaryDir directory;
    const QString store = directory.filePath(u"signalbox.db"_s);
    QFile file(store);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(4096, 'x'));
    file.close();
    DiskLook look = lookAtDisk(directory.path(), store);
    QVERIFY(look.disk && look.disk->totalBytes > 0);
    QVERIFY(look.disk->availableBytes <= look.disk->totalBytes);
    QCOMPARE(look.storeBytes, std::optional<qint64>(4096));
    QCOMPARE(look.storeLogBytes, std::optional<qint64>(0));
    QFile log(store + u"-wal"_s);
    QVERIFY(log.open(QIODevice::WriteOnly));
    log.write("12345");
    log.close();
    look = lookAtDisk(directory.path(), store);
    QCOMPARE(look.storeLogBytes, std::optional<qint64>(5));
}

void MachineTest::nothingThere()
{
    const DiskLook look = lookAtDisk(u"/nowhere/at/all"_s, u"/nowhere/at/all.db"_s);
    QVERIFY(!look.disk);
    QCOMPARE(look.storeBytes, std::nullopt);
    QCOMPARE(look.storeLogBytes, std::nullopt);
}

QTEST_GUILESS_MAIN(MachineTest)
#include "tst_machine.moc"
