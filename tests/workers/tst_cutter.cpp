// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/protocol/cutter.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The real program that opens a video and becomes another one.
class CutterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void becomesTheProgram();
    void limitsTheProgram();
    void refuses_data();
    void refuses();

private:
    QString root() const { return m_folder.filePath(u"cameras"_s); }

    /// What a shell prints as the program, or what the cutter says.
    QByteArray run(const QStringList &arguments, int *status) const
    {
        QProcess cutter;
        cutter.setProcessChannelMode(QProcess::MergedChannels);
        cutter.start(qEnvironmentVariable("SIGNALBOX_BIN") + u"/signalboxd"_s,
                     QStringList{u"--cutter"_s} + arguments);
        cutter.waitForFinished();
        *status = cutter.exitStatus() == QProcess::NormalExit ? cutter.exitCode() : -1;
        return cutter.readAll();
    }

    QTemporaryDir m_folder;
};

void CutterTest::initTestCase()
{
    QVERIFY(QDir().mkpath(root() + u"/gate"_s));
    for (const QString &path :
         QStringList{root() + u"/gate/a.mp4"_s, m_folder.filePath(u"outside.mp4"_s)}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write("frames"), 6);
    }
    QVERIFY(QFile::link(m_folder.filePath(u"outside.mp4"_s), root() + u"/gate/link.mp4"_s));
}

void CutterTest::becomesTheProgram()
{
    int status = -1;
    QCOMPARE(run({root(), root() + u"/gate/a.mp4"_s, u"--"_s, u"/bin/sh"_s, u"-c"_s,
                  u"cat <&3; exit 7"_s},
                 &status),
             "frames");
    QCOMPARE(status, 7);
}

// 300 s of processor, 1 GiB of memory, frames of 20 MiB, no core.
void CutterTest::limitsTheProgram()
{
    int status = -1;
    QCOMPARE(run({root(), root() + u"/gate/a.mp4"_s, u"--"_s, u"/bin/bash"_s, u"-c"_s,
                  u"ulimit -t; ulimit -v; ulimit -f; ulimit -c"_s},
                 &status),
             "300\n1048576\n20480\n0\n");
    QCOMPARE(status, 0);
}

void CutterTest::refuses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("program");
    QTest::addColumn<int>("status");
    const QString good = root() + u"/gate/a.mp4"_s;
    QTest::newRow("gone") << root() + u"/gate/none.mp4"_s << u"/bin/true"_s
                          << int{protocol::CutterCannotOpen};
    QTest::newRow("link") << root() + u"/gate/link.mp4"_s << u"/bin/true"_s
                          << int{protocol::CutterCannotOpen};
    QTest::newRow("outside") << m_folder.filePath(u"outside.mp4"_s) << u"/bin/true"_s
                             << int{protocol::CutterCannotOpen};
    QTest::newRow("folder") << root() + u"/gate"_s << u"/bin/true"_s
                            << int{protocol::CutterCannotOpen};
    QTest::newRow("no such program")
        << good << u"/nonexistent/ffmpeg"_s << int{protocol::CutterCannotExecute};
}

void CutterTest::refuses()
{
    QFETCH(QString, path);
    QFETCH(QString, program);
    int status = -1;
    const QByteArray said = run({root(), path, u"--"_s, program}, &status);
    QTEST(status, "status");
    QVERIFY2(!said.trimmed().isEmpty(), "it says why");
    QVERIFY2(!said.contains("Sanitizer"), said.constData());
}

QTEST_GUILESS_MAIN(CutterTest)
#include "tst_cutter.moc"
