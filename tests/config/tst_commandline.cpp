// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/commandline.h"
#include "backend/config/paths.h"
#include "tests/config/configfile.h"

#include <QDir>

using namespace Qt::StringLiterals;
using namespace config;

class CommandLineTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void options_data();
    void options();
    void wrongOptions_data();
    void wrongOptions();
    void help();
    void paths_data();
    void paths();
    void sources();
};

void CommandLineTest::options_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<CommandLine>("expected");
    const auto row = [](const QStringList &arguments, const CommandLine &expected) {
        QTest::newRow(qPrintable(arguments.join(u' '))) << arguments << expected;
    };
    row({}, {});
    row({u"--config"_s, u"a.toml"_s}, {.configFile = u"a.toml"_s});
    row({u"--config=a.toml"_s}, {.configFile = u"a.toml"_s});
    row({u"--data-dir"_s, u"/tmp/x"_s}, {.dataDirectory = u"/tmp/x"_s});
    row({u"--host"_s, u"::1"_s}, {.overrides = {{u"server.host"_s, u"::1"_s}}});
    row({u"--port"_s, u"0"_s}, {.overrides = {{u"server.port"_s, u"0"_s}}});
    row({u"--demo"_s}, {.demo = true});
    row({u"--check-config"_s}, {.checkConfig = true});
    row({u"--print-config"_s}, {.printConfig = true});
    row({u"--log-level"_s, u"debug"_s}, {.logLevel = u"debug"_s});
    row({u"--version"_s}, {.version = true});
    row({u"-h"_s}, {.help = true});
    row({u"--connect"_s, u"http://127.0.0.1:8000"_s},
        {.connect = QUrl(u"http://127.0.0.1:8000"_s)});
}

void CommandLineTest::options()
{
    QFETCH(QStringList, arguments);
    const auto result = parseCommandLine(Program::Console, QStringList{u"signalbox"_s} + arguments);
    QVERIFY2(result.ok(), result.ok() ? "" : qPrintable(result.error().detail));
    QTEST(result.value(), "expected");
}

void CommandLineTest::wrongOptions_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("expected");
    const auto row = [](const QStringList &arguments, const QString &expected) {
        QTest::newRow(qPrintable(arguments.join(u' '))) << arguments << expected;
    };
    row({u"--prot"_s, u"1"_s}, u"Unknown option 'prot'."_s);
    row({u"--port"_s}, u"Missing value after '--port'."_s);
    row({u"--demo=yes"_s}, u"Unexpected value after '--demo'."_s);
    row({u"--port"_s, u"x"_s}, u"--port x: must be a whole number from 0 to 65535"_s);
    row({u"--port"_s, u"1"_s, u"--port"_s, u"2"_s}, u"--port is given twice"_s);
    row({u"--host"_s, u"box"_s}, u"--host box: must be an IP address or localhost"_s);
    row({u"--config="_s}, u"--config \"\": must not be empty"_s);
    row({u"--log-level"_s, u"loud"_s},
        u"--log-level loud: must be one of: debug, info, warning, critical"_s);
    row({u"file.toml"_s}, u"unexpected argument: file.toml"_s);
    row({u"--connect"_s, u"ftp://box"_s},
        u"--connect ftp://box: must be a URL that begins with http:// or https:// and names a "
        "host"_s);
    row({u"--connect"_s, u"http://me:hunter2@box"_s},
        u"--connect http://***@box: must not contain a user or a password"_s);
    row({u"--connect"_s, u"http://box"_s, u"--demo"_s},
        u"--demo has no meaning together with --connect"_s);
}

void CommandLineTest::wrongOptions()
{
    QFETCH(QStringList, arguments);
    const auto result = parseCommandLine(Program::Console, QStringList{u"signalbox"_s} + arguments);
    QVERIFY(!result.ok());
    QTEST(result.error().detail, "expected");
}

void CommandLineTest::help()
{
    for (const char *option :
         {"--config", "--data-dir", "--host", "--port", "--demo", "--check-config",
          "--print-config", "--log-level", "--version", "--help"}) {
        QVERIFY2(helpText(Program::Daemon).contains(QString::fromLatin1(option)), option);
    }
    QVERIFY(helpText(Program::Console).contains(u"--connect"_s));
    QVERIFY(!helpText(Program::Daemon).contains(u"--connect"_s));
    QVERIFY(!parseCommandLine(Program::Daemon, {u"d"_s, u"--connect"_s, u"http://a"_s}).ok());
}

void CommandLineTest::paths_data()
{
    using Environment = QMap<QString, QString>;
    QTest::addColumn<Environment>("environment");
    QTest::addColumn<QString>("config");
    QTest::addColumn<QString>("data");
    QTest::addColumn<QString>("demo");
    QTest::newRow("home") << Environment{{u"HOME"_s, u"/home/ann"_s}}
                          << u"/home/ann/.config/signalbox/signalbox.toml"_s
                          << u"/home/ann/.local/share/signalbox"_s
                          << u"/home/ann/.local/share/signalbox-demo"_s;
    QTest::newRow("XDG") << Environment{{u"HOME"_s, u"/home/ann"_s},
                                        {u"XDG_CONFIG_HOME"_s, u"/c/"_s},
                                        {u"XDG_DATA_HOME"_s, u"/d"_s}}
                         << u"/c/signalbox/signalbox.toml"_s << u"/d/signalbox"_s
                         << u"/d/signalbox-demo"_s;
    QTest::newRow("XDG relative") << Environment{{u"HOME"_s, u"/home/ann"_s},
                                                 {u"XDG_CONFIG_HOME"_s, u"c"_s},
                                                 {u"XDG_DATA_HOME"_s, {}}}
                                  << u"/home/ann/.config/signalbox/signalbox.toml"_s
                                  << u"/home/ann/.local/share/signalbox"_s
                                  << u"/home/ann/.local/share/signalbox-demo"_s;
}

void CommandLineTest::paths()
{
    using Environment = QMap<QString, QString>;
    QFETCH(Environment, environment);
    QTEST(defaultConfigFile(environment), "config");
    QTEST(defaultDataDirectory(environment, Purpose::Work), "data");
    QTEST(defaultDataDirectory(environment, Purpose::Demo), "demo");
}

void CommandLineTest::sources()
{
    const QTemporaryDir home;
    const QMap<QString, QString> environment{{u"XDG_CONFIG_HOME"_s, home.path()}};
    const CommandLine plain{.overrides = {{u"server.port"_s, u"0"_s}}};
    QCOMPARE(sourcesOf(plain, environment).path, QString());
    QCOMPARE(sourcesOf(plain, environment).options, plain.overrides);

    const QString standard = defaultConfigFile(environment);
    QVERIFY(QDir().mkpath(QFileInfo(standard).path()));
    QFile file(standard);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(sourcesOf(plain, environment).path, standard);
    QCOMPARE(sourcesOf({.configFile = u"x"_s}, environment).path, u"x"_s);
    QCOMPARE(sourcesOf({.demo = true}, environment).path, QString());
    QVERIFY(sourcesOf({.demo = true}, environment).demo);
}

QTEST_GUILESS_MAIN(CommandLineTest)
#include "tst_commandline.moc"
