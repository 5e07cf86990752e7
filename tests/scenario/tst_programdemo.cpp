// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/demo.h"
#include "tests/scenario/support/program.h"
#include "tests/scenario/support/storereader.h"

#include <QDir>
#include <QElapsedTimer>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using scenario::Program;
using scenario::StoreReader;
using scenario::waitUntil;

namespace {

const QString Demo = u"signalbox-demo"_s;

// The promise is 30 s on an idle machine.
constexpr int Generous = 120000;

bool waitForNumber(const StoreReader &store, const QString &statement, int ms)
{
    return waitUntil([&] { return store.number(statement) > 0; }, ms);
}

QString secondsOf(const QElapsedTimer &watch)
{
    return QString::number(static_cast<double>(watch.elapsed()) / 1000.0, 'f', 1);
}

// A directory with links to all of these programs, to be a PATH.
void link(const QString &directory, const QStringList &programs)
{
    for (const QString &name : programs) {
        const QString found = QStandardPaths::findExecutable(name);
        QVERIFY2(QFile::link(found, directory + u'/' + name), qPrintable(name));
    }
}

} // namespace

/// What a newcomer meets: `--demo`, with nothing configured.
class ProgramDemoTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsPeopleAndTheirRisk();
    void takesAnotherPort();
    void saysThatFfmpegIsMissing();
    void missing_data();
    void missing();
};

void ProgramDemoTest::showsPeopleAndTheirRisk()
{
    Program demo({.name = u"signalboxd"_s, .arguments = {u"--demo"_s}});
    demo.launch();
    QVERIFY2(waitUntil([&demo] { return demo.output().endsWith('\n'); }),
             demo.errorText().constData());
    QElapsedTimer watch;
    watch.start();
    QVERIFY(demo.waitForAddress(demo.dataDirectory(Demo), 0));

    const StoreReader store(demo.dataDirectory(Demo));
    QVERIFY2(waitForNumber(store, u"SELECT count(*) FROM detections WHERE object_type = 'person'"_s,
                           Generous),
             demo.errorText().constData());
    qInfo().noquote() << u"first detection after"_s << secondsOf(watch) << u"s"_s;
    QVERIFY2(waitForNumber(store, u"SELECT count(*) FROM events WHERE risk_score IS NOT NULL"_s,
                           Generous),
             demo.errorText().constData());
    qInfo().noquote() << u"first event after"_s << secondsOf(watch) << u"s"_s;

    QCOMPARE(store.texts(u"SELECT DISTINCT camera_id FROM events"_s), QStringList{u"front_door"_s});
    QVERIFY(store.number(u"SELECT count(*) FROM events WHERE summary <> '' AND detection_count > 0 "
                         "AND risk_level IS NOT NULL"_s)
            > 0);
    QCOMPARE(demo.worker(u"demo_camera"_s).value(u"restart_count").toInt(-1), 0);
    QVERIFY(waitUntil([&demo] {
        return demo.get("/api/system/health/full").json().value(u"status") == u"healthy"_s;
    }));
    QCOMPARE(demo.terminate(60000), std::optional(0));
    // All of it lies apart from the user's own.
    QVERIFY(!QFile::exists(demo.dataDirectory()));
    QCOMPARE(QDir(demo.home() + u"/.local/share"_s)
                 .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{Demo});
}

void ProgramDemoTest::takesAnotherPort()
{
    constexpr quint16 usual = 8000;
    QTcpServer other;
    // When this fails, somebody else holds it: as good.
    (void)other.listen(QHostAddress::LocalHost, usual);
    Program demo({.name = u"signalboxd"_s, .arguments = {u"--demo"_s}});
    demo.launch();
    QVERIFY2(demo.waitForAddress(demo.dataDirectory(Demo)), demo.errorText().constData());
    QVERIFY(demo.url().port() != usual);
    QCOMPARE(demo.get("/api/system/supervisor").status, 200);
    QVERIFY2(demo.waitForError("cannot listen on 127.0.0.1:8000: The bound address is already in "
                               "use; the demo takes another port\n"),
             demo.errorText().constData());
    QCOMPARE(demo.terminate(60000), std::optional(0));
}

void ProgramDemoTest::saysThatFfmpegIsMissing()
{
    const QTemporaryDir path;
    link(path.path(), {u"sh"_s, u"sleep"_s});
    Program demo({.name = u"signalboxd"_s,
                  .arguments = {u"--demo"_s, u"--port"_s, u"0"_s},
                  .environment = {{u"PATH"_s, path.path()}}});
    demo.launch();
    QVERIFY2(
        demo.waitForError("the demo has no camera: ffmpeg is missing; it comes with the Debian "
                          "package ffmpeg\n"),
        demo.errorText().constData());
    // The rest is there to be looked at, and the camera's row says why it does not run.
    QVERIFY(demo.waitForAddress(demo.dataDirectory(Demo)));
    QVERIFY(waitUntil([&demo] {
        return demo.worker(u"demo_camera"_s).value(u"error").toString().contains(u"ffmpeg");
    }));
    QVERIFY(demo.waitForWorker(u"file_watcher"_s, u"running"_s));
    QCOMPARE(demo.terminate(60000), std::optional(0));
}

void ProgramDemoTest::missing_data()
{
    QTest::addColumn<QString>("ffmpeg");
    QTest::addColumn<QString>("clip");
    QTest::addColumn<QStringList>("lines");

    const QString here = QCoreApplication::applicationFilePath();
    const QString noProgram =
        u"the demo has no camera: ffmpeg is missing; it comes with the Debian package ffmpeg"_s;
    const QString noClip = u"the demo has no camera: /nowhere/vtest.avi is missing; it comes with "
                           "the Debian package opencv-doc"_s;
    QTest::newRow("nothing") << here << here << QStringList();
    QTest::newRow("the program") << QString() << here << QStringList{noProgram};
    QTest::newRow("the footage") << here << u"/nowhere/vtest.avi"_s << QStringList{noClip};
    QTest::newRow("both") << QString() << u"/nowhere/vtest.avi"_s << QStringList{noProgram, noClip};
}

void ProgramDemoTest::missing()
{
    QFETCH(QString, ffmpeg);
    QFETCH(QString, clip);

    QTEST(demo::missing(ffmpeg, clip), "lines");
}

QTEST_GUILESS_MAIN(ProgramDemoTest)
#include "tst_programdemo.moc"
