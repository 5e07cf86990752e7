// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/refused.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using scenario::Daemon;
using scenario::isRefused;
using scenario::linesOf;

/// What keeps the daemon from starting: one clear line for each fault, and the status 2.
class BadInputTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faultyFile_data();
    void faultyFile();
    void missingFile();
    void faultyVariables();
    void faultyOptions_data();
    void faultyOptions();
    void checkConfig();
    void printConfig();
};

void BadInputTest::faultyFile_data()
{
    QTest::addColumn<QString>("toml");
    QTest::addColumn<QStringList>("expected"); ///< behind the file's name

    const auto row = [](const char *name, const QString &toml, const QStringList &expected) {
        QTest::newRow(name) << toml << expected;
    };
    row("not TOML", u"[server]\nport = = 1\n"_s, {u":2: is not TOML"_s});
    row("cut off", u"[server\n"_s, {u":1: is not TOML"_s});
    row("unknown key", u"[server]\nprot = 1\n"_s, {u":2: server.prot"_s});
    row("unknown section", u"[pipelin]\n"_s,
        {u":1: [pipelin]: unknown section; did you mean [pipeline]?"_s});
    row("wrong type", u"[server]\nport = \"http\"\n"_s,
        {u":2: server.port = \"http\": must be a whole number from 0 to 65535"_s});
    row("out of range", u"\n\n[server]\nport = 65536\n"_s,
        {u":4: server.port = 65536: must be a whole number from 0 to 65535"_s});
    row("a float for a number", u"[pipeline]\nretention_days = 1.5\n"_s,
        {u":2: pipeline.retention_days = 1.5"_s});
    row("a key twice", u"[server]\nport = 1\nport = 2\n"_s, {u":3: is not TOML"_s});
    row("a word that is none", u"[pipeline]\nobserver = \"magic\"\n"_s,
        {u":2: pipeline.observer = \"magic\": must be one of: auto, native, polling"_s});
    row("a worker without a command", u"[[worker]]\nname = \"x\"\n"_s, {u"command"_s});
    row("a reserved name", u"[[worker]]\nname = \"vision\"\ncommand = [\"x\"]\n"_s,
        {u":2: worker.vision.name = \"vision\": is the name of a built-in worker"_s});
    row("a bad name", u"[[worker]]\nname = \"a-b\"\ncommand = [\"x\"]\n"_s,
        {u":2: worker[1].name = \"a-b\": must begin with a letter"_s});
    row("three faults, from the top",
        u"[server]\nport = -1\nhots = \"\"\n[pipeline]\nconfidence_threshold = 2\n"_s,
        {u":2: server.port"_s, u":3: server.hots"_s, u":5: pipeline.confidence_threshold"_s});
    row("an address without tokens", u"[server]\nhost = \"0.0.0.0\"\n"_s, {u"server.host"_s});
    row("a store without a name", u"[storage]\nurl = \"postgresql://u@localhost:5432\"\n"_s,
        {u"storage.url"_s});
    row("a queue that this version has not", u"[queue]\nurl = \"redis://localhost:6379/0\"\n"_s,
        {u"queue.url"_s});
}

void BadInputTest::faultyFile()
{
    QFETCH(QString, toml);
    QFETCH(QStringList, expected);

    Daemon daemon({.toml = toml});
    if (expected.constFirst().startsWith(u':')) {
        for (QString &line : expected) {
            line.prepend(daemon.configFile());
        }
    }
    isRefused(daemon, expected);
    QVERIFY(!QFile::exists(daemon.dataDirectory()));
}

void BadInputTest::missingFile()
{
    Daemon daemon;
    QVERIFY(QFile::remove(daemon.configFile()));
    isRefused(daemon, {daemon.configFile() + u": cannot be read: No such file or directory"_s});
}

void BadInputTest::faultyVariables()
{
    Daemon daemon({.toml = u"[server]\nidle = 1\n"_s,
                   .environment = {{u"SIGNALBOX_SERVER__PRT"_s, u"1"_s},
                                   {u"SIGNALBOX_PIPELINE__RETENTION_DAYS"_s, u"soon"_s},
                                   {u"SIGNALBOX_NOTHING"_s, u"not ours"_s}}});
    isRefused(daemon,
              {daemon.configFile() + u":2: server.idle"_s,
               u"environment: SIGNALBOX_PIPELINE__RETENTION_DAYS = \"soon\": must be"_s,
               u"environment: SIGNALBOX_SERVER__PRT = \"1\": unknown variable; did you mean "
               "SIGNALBOX_SERVER__PORT?"_s});
}

void BadInputTest::faultyOptions_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("expected");

    QTest::newRow("unknown") << QStringList{u"--prot"_s} << u"prot"_s;
    QTest::newRow("a word too many") << QStringList{u"start"_s} << u"unexpected argument: start"_s;
    QTest::newRow("twice") << QStringList{u"--port"_s, u"1"_s} << u"--port is given twice"_s;
    QTest::newRow("no value") << QStringList{u"--host"_s} << u"host"_s;
    QTest::newRow("a level that is none")
        << QStringList{u"--log-level"_s, u"loud"_s} << u"--log-level loud: must be one of"_s;
    QTest::newRow("only the console connects")
        << QStringList{u"--connect"_s, u"http://localhost:1"_s} << u"connect"_s;
}

void BadInputTest::faultyOptions()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, expected);

    Daemon daemon({.arguments = arguments});
    isRefused(daemon, {expected});
}

void BadInputTest::checkConfig()
{
    Daemon good({.toml = u"[server]\nport = 1\n"_s, .arguments = {u"--check-config"_s}});
    good.launch();
    QCOMPARE(good.waitForEnd(), std::optional(0));
    QCOMPARE(good.output(), QByteArray());
    QCOMPARE(good.errorText(), QByteArray());
    QVERIFY(!QFile::exists(good.dataDirectory()));

    Daemon bad({.toml = u"[server]\nprot = 1\n"_s, .arguments = {u"--check-config"_s}});
    isRefused(bad, {u":2: server.prot"_s});
}

// What it prints is itself a configuration, and the same one.
void BadInputTest::printConfig()
{
    Daemon first({.toml = u"[pipeline]\nretention_days = 7\n[[worker]]\nname = \"x\"\n"
                          "command = [\"/bin/true\"]\n"_s,
                  .environment = {{u"SIGNALBOX_PIPELINE__STABILITY_SECONDS"_s, u"3.5"_s}},
                  .arguments = {u"--print-config"_s}});
    first.launch();
    QCOMPARE(first.waitForEnd(), std::optional(0));
    QCOMPARE(first.errorText(), QByteArray());
    const QByteArray printed = first.output();
    for (const char *line : {"retention_days = 7 # ", "stability_seconds = 3.5 # ", "port = 0 # ",
                             "batch_window_seconds = 90 # default", "[[worker]]"}) {
        QVERIFY2(printed.contains(line), line);
    }
    Daemon second({.toml = QString::fromUtf8(printed), .arguments = {u"--print-config"_s}});
    second.launch();
    QCOMPARE(second.waitForEnd(), std::optional(0));
    const auto values = [](const QByteArray &text) {
        QStringList lines = linesOf(text);
        for (QString &line : lines) {
            line = line.section(u" # "_s, 0, -2).isEmpty() ? line : line.section(u" # "_s, 0, -2);
        }
        return lines;
    };
    QCOMPARE(values(second.output()), values(printed));
    QVERIFY(!QFile::exists(first.dataDirectory()));
}

QTEST_GUILESS_MAIN(BadInputTest)
#include "tst_badinput.moc"
