// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/program.h"

#include <QFile>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using scenario::Program;
using scenario::Quiet;

namespace {

constexpr int CannotStart = 2;

// What Qt's platform without a screen says when a window with a least size comes up: the only trace
// of it from outside.
const QByteArray OnWindow = "This plugin does not support propagateSizeHints()";

// Exactly this line; one that ends with ": " goes on with the words of a library.
bool isLine(const QByteArray &line, const QByteArray &expected)
{
    return expected.endsWith(": ") ? line.startsWith(expected) : line == expected;
}

/// Says exactly this on standard error, then shows a window, and ends with the status when it has
/// to.
void showsItsFailure(Program &program, const QByteArrayList &expected)
{
    QVERIFY2(program.waitForError(OnWindow), program.errorText().constData());
    const QByteArray text = program.errorText();
    const QByteArrayList lines = text.first(text.indexOf(OnWindow)).split('\n');
    QCOMPARE(lines.size(), expected.size() + 1);
    for (qsizetype i = 0; i < expected.size(); ++i) {
        QVERIFY2(isLine(lines[i], expected[i]), text.constData());
    }
    QVERIFY(program.isRunning());
    QCOMPARE(program.terminate(), std::optional(CannotStart));
    QCOMPARE(program.output(), QByteArray());
}

} // namespace

/// The program `signalbox` where it cannot start, and where it is only to answer.
class ProgramFailuresTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsFaults_data();
    void showsFaults();
    void portInUse();
    void directoryInUse();
    void onlyAnswers_data();
    void onlyAnswers();
    void withoutDisplay_data();
    void withoutDisplay();
};

void ProgramFailuresTest::showsFaults_data()
{
    QTest::addColumn<QString>("toml");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArrayList>("lines"); ///< %1 is the file

    QTest::newRow("broken TOML") << u"[server\n"_s << QStringList()
                                 << QByteArrayList{"%1:1: is not TOML: "};
    QTest::newRow("two faults")
        << u"[server]\nport = \"http\"\nprot = 1\n"_s << QStringList()
        << QByteArrayList{"%1:2: server.port = \"http\": must be a whole number from 0 to 65535",
                          "%1:3: server.prot = 1: unknown key; did you mean server.port?"};
    QTest::newRow("an unknown option")
        << Quiet << QStringList{u"--bogus"_s} << QByteArrayList{"Unknown option 'bogus'."};
    QTest::newRow("a value that no option has")
        << Quiet << QStringList{u"--port"_s, u"http"_s}
        << QByteArrayList{"--port http: must be a whole number from 0 to 65535"};
    QTest::newRow("what this version has not")
        << Quiet + u"[queue]\nurl = \"redis://localhost:6379/0\"\n"_s << QStringList()
        << QByteArrayList{"%1:6: queue.url = \"redis://localhost:6379/0\": this version has the "
                          "embedded queue only (embedded:)"};
}

void ProgramFailuresTest::showsFaults()
{
    QFETCH(QString, toml);
    QFETCH(QStringList, arguments);
    QFETCH(QByteArrayList, lines);

    Program console({.name = u"signalbox"_s, .arguments = arguments, .toml = toml});
    for (QByteArray &line : lines) {
        line.replace("%1", console.configFile().toUtf8());
    }
    console.launch();
    showsItsFailure(console, lines);
    QVERIFY(!QFile::exists(console.dataDirectory()));
}

void ProgramFailuresTest::portInUse()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const QByteArray port = QByteArray::number(other.serverPort());
    Program console({.name = u"signalbox"_s,
                     .arguments = {u"--port"_s, QString::fromLatin1(port)},
                     .toml = Quiet});
    console.launch();
    showsItsFailure(
        console, {"cannot listen on 127.0.0.1:" + port + ": The bound address is already in use"});
    QVERIFY(!QFile::exists(console.dataDirectory() + u"/api.json"_s));
}

void ProgramFailuresTest::directoryInUse()
{
    Program first({.name = u"signalbox"_s, .toml = Quiet});
    first.launch();
    QVERIFY2(first.waitForAddress(first.dataDirectory()), first.errorText().constData());
    Program second({.name = u"signalbox"_s,
                    .arguments = {u"--data-dir"_s, first.dataDirectory()},
                    .toml = Quiet});
    second.launch();
    showsItsFailure(second,
                    {u"the data directory %1 is in use by signalbox (process %2); stop it, connect "
                     "to it, or choose another one with --data-dir"_s.arg(first.dataDirectory())
                         .arg(first.pid())
                         .toUtf8()});
    QVERIFY(first.waitForAddress(first.dataDirectory()));
    QCOMPARE(first.get("/api/system/supervisor").status, 200);
    QCOMPARE(first.terminate(), std::optional(0));
}

void ProgramFailuresTest::onlyAnswers_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("toml");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("output"); ///< its beginning
    QTest::addColumn<QByteArray>("errors");

    const QString broken = u"[server]\nport = 65536\n"_s;
    const QByteArray fault = ":2: server.port = 65536: must be a whole number from 0 to 65535\n";
    QTest::newRow("check what is right")
        << QStringList{u"--check-config"_s} << Quiet << 0 << QByteArray() << QByteArray();
    QTest::newRow("check what is wrong")
        << QStringList{u"--check-config"_s} << broken << CannotStart << QByteArray() << fault;
    QTest::newRow("print what is wrong")
        << QStringList{u"--print-config"_s} << broken << CannotStart << QByteArray() << fault;
    QTest::newRow("version") << QStringList{u"--version"_s} << broken << 0
                             << QByteArray("signalbox ") << QByteArray();
    QTest::newRow("help") << QStringList{u"-h"_s} << broken << 0 << QByteArray("Usage: ")
                          << QByteArray();
    QTest::newRow("check, with an unknown option")
        << QStringList{u"--check-config"_s, u"--bogus"_s} << Quiet << CannotStart << QByteArray()
        << QByteArray("Unknown option 'bogus'.\n");
}

void ProgramFailuresTest::onlyAnswers()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, toml);

    Program console({.name = u"signalbox"_s, .arguments = arguments, .toml = toml});
    console.launch();
    QTEST(console.waitForEnd().value_or(-1), "status");
    QFETCH(QByteArray, output);
    QVERIFY2(console.output().startsWith(output), console.output().constData());
    QFETCH(QByteArray, errors);
    QVERIFY2(console.errorText().endsWith(errors), console.errorText().constData());
    QCOMPARE(console.errorText().count('\n'), errors.count('\n'));
}

void ProgramFailuresTest::withoutDisplay_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("errors");

    QTest::newRow("version") << QStringList{u"--version"_s} << 0 << QByteArray();
    QTest::newRow("a fault") << QStringList{u"--bogus"_s} << CannotStart
                             << QByteArray("Unknown option 'bogus'.\n");
    QTest::newRow("a window") << QStringList() << CannotStart
                              << QByteArray("there is no display to show a window on; signalboxd "
                                            "is the same without a window\n");
}

void ProgramFailuresTest::withoutDisplay()
{
    QFETCH(QStringList, arguments);

    Program console({.name = u"signalbox"_s,
                     .arguments = arguments,
                     .environment = {{u"QT_QPA_PLATFORM"_s, QString()}},
                     .toml = Quiet});
    console.launch();
    QTEST(console.waitForEnd().value_or(-1), "status");
    QTEST(console.errorText(), "errors");
    QVERIFY(!QFile::exists(console.dataDirectory()));
}

QTEST_GUILESS_MAIN(ProgramFailuresTest)
#include "tst_programfailures.moc"
