// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/config/configfile.h"

using namespace Qt::StringLiterals;
using namespace config;
using namespace std::chrono_literals;

class LoadTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faultsTogether();
    void missingFile();
    void tooLarge();
    void environment_data();
    void environment();
    void environmentFaults_data();
    void environmentFaults();
    void everythingSet();
    void whoWins();
    void inheritance();
    void secretFiles();
    void demo();
    void readsSecrets();

private:
    ConfigFile m_file;
};

void LoadTest::faultsTogether()
{
    const QString path =
        m_file.write("[server]\nprot = 1\nport = -1\n[sever]\n[limits]\nhead_seconds = 0\n"
                     "[[worker]]\nname = \"2\"\n");
    const Loaded loaded = load({.path = path,
                                .environment = {{u"SIGNALBOX_AI__EMBEDDED"_s, u"maybe"_s}},
                                .options = {{u"server.port"_s, u"70000"_s}}});
    QCOMPARE(
        linesOf(loaded, path),
        u"F:2: server.prot = 1: unknown key; did you mean server.port?\n"
        "F:3: server.port = -1: must be a whole number from 0 to 65535\n"
        "F:4: [sever]: unknown section; did you mean [server]?\n"
        "F:6: limits.head_seconds = 0: must be a number of seconds from 0.05 to 3600\n"
        "F:7: worker[1].command: is missing\n"
        "F:8: worker[1].name = \"2\": must begin with a letter and contain only letters, digits "
        "and _, at most 64\n"
        "environment: SIGNALBOX_AI__EMBEDDED = \"maybe\": must be one of: auto, true, false\n"
        "command line: server.port = 70000: must be a whole number from 0 to 65535"_s);
    QCOMPARE(loaded.config.server, Server{});
}

void LoadTest::missingFile()
{
    const QString path = m_file.in(u"absent.toml"_s);
    QCOMPARE(linesOf(load(path, {}), path), u"F: cannot be read: No such file or directory"_s);
}

void LoadTest::tooLarge()
{
    const QString path = m_file.write("# " + QByteArray(1048576, 'x') + "\n");
    QCOMPARE(linesOf(load(path, {}), path), u"F: is larger than 1 MiB"_s);
}

void LoadTest::environment_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("text");
    QTest::addColumn<Config>("expected");
    const auto row = [](const char *variable, const QString &text, auto change) {
        Config config;
        change(config);
        QTest::newRow(variable) << QString::fromLatin1(variable) << text << config;
    };
    row("SIGNALBOX_SERVER__PORT", u"0"_s, [](Config &c) { c.server.port = 0; });
    row("SIGNALBOX_SERVER__HOST", u"::1"_s, [](Config &c) { c.server.host = u"::1"_s; });
    row("SIGNALBOX_SERVER__NAMES", u"box, box.lan"_s, [](Config &c) {
        c.server.names = {u"box"_s, u"box.lan"_s};
    });
    row("SIGNALBOX_SECURITY__REQUIRE_TOKEN", u"true"_s,
        [](Config &c) { c.security.requireToken = true; });
    row("SIGNALBOX_LIMITS__HEAD_SECONDS", u"0.25"_s, [](Config &c) { c.limits.head = 250ms; });
    row("SIGNALBOX_STORAGE__URL", u"postgresql://me@db/box"_s,
        [](Config &c) { c.storage.url = u"postgresql://me@db/box"_s; });
    row("SIGNALBOX_PIPELINE__OBSERVER", u"polling"_s,
        [](Config &c) { c.pipeline.observer = Observer::Polling; });
    row("SIGNALBOX_PIPELINE__CONFIDENCE_THRESHOLD", u"0.75"_s,
        [](Config &c) { c.pipeline.confidenceThreshold = 0.75; });
    row("SIGNALBOX_SUPERVISOR__STABLE_AFTER_SECONDS", u"0"_s,
        [](Config &c) { c.supervisor.restarts.stableAfter = 0ms; });
    row("SIGNALBOX_AI__EMBEDDED", u"false"_s, [](Config &c) { c.ai.embedded = Embedded::False; });
    row("SIGNALBOX_AI__YOLO26__URL", u"http://ai:8001"_s,
        [](Config &c) { c.ai.services[0].url = u"http://ai:8001"_s; });
    row("SIGNALBOX_BREAKERS__HALF_OPEN_MAX_CALLS", u"1"_s,
        [](Config &c) { c.breakers.defaults.halfOpenMaxCalls = 1; });
    row("SIGNALBOX_BREAKERS__CLIP__FAILURE_THRESHOLD", u"9"_s,
        [](Config &c) { c.breakers.overrides.insert(u"clip"_s, {.failureThreshold = 9}); });
    row("SIGNALBOX_BIN", u"of a tool"_s, [](Config &) {});
    row("PATH__", u"of others"_s, [](Config &) {});
}

void LoadTest::environment()
{
    QFETCH(QString, variable);
    QFETCH(QString, text);
    const Loaded loaded = load({}, {{variable, text}});
    QCOMPARE(linesOf(loaded, {}), QString());
    QTEST(loaded.config, "expected");
}

void LoadTest::environmentFaults_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const QString &variable, const QString &text, const QString &expected) {
        QTest::newRow(qPrintable(variable + u'=' + text)) << variable << text << expected;
    };
    row(u"SIGNALBOX_SERVER__PORT"_s, u"eighty"_s,
        u"environment: SIGNALBOX_SERVER__PORT = \"eighty\": must be a whole number from 0 to 65535"_s);
    row(u"SIGNALBOX_SERVER__PORT"_s, {},
        u"environment: SIGNALBOX_SERVER__PORT = \"\": must be a whole number from 0 to 65535"_s);
    row(u"SIGNALBOX_SERVER__PROT"_s, u"80"_s,
        u"environment: SIGNALBOX_SERVER__PROT = \"80\": unknown variable; did you mean "
        "SIGNALBOX_SERVER__PORT?"_s);
    row(u"SIGNALBOX_server__port"_s, u"80"_s,
        u"environment: SIGNALBOX_server__port = \"80\": unknown variable"_s);
    row(u"SIGNALBOX_SUPERVISOR__ENABLED"_s, u"yes"_s,
        u"environment: SIGNALBOX_SUPERVISOR__ENABLED = \"yes\": must be true or false"_s);
    row(u"SIGNALBOX_STORAGE__URL"_s, u"postgresql://me:hunter2@db/box"_s,
        u"environment: SIGNALBOX_STORAGE__URL = \"postgresql://me:***@db/box\": a password does "
        u"not "
        "belong here; name a file that holds it in password_file"_s);
    row(u"SIGNALBOX_STORAGE__PASSWORD"_s, u"hunter2"_s,
        u"environment: SIGNALBOX_STORAGE__PASSWORD = \"***\": unknown variable; did you mean "
        "SIGNALBOX_STORAGE__PASSWORD_FILE?"_s);
    row(u"SIGNALBOX_WORKER__CAM__COMMAND"_s, u"true"_s,
        u"environment: SIGNALBOX_WORKER__CAM__COMMAND = \"true\": a worker is configured in the "
        "file"_s);
    row(u"SIGNALBOX_BREAKERS__CLIP__FAILURE_THRESHOLD"_s, u"0"_s,
        u"environment: SIGNALBOX_BREAKERS__CLIP__FAILURE_THRESHOLD = 0: must be a whole number "
        u"from "
        "1 to 1000"_s);
    row(u"SIGNALBOX_BREAKERS__CLAP__FAILURE_THRESHOLD"_s, u"1"_s,
        u"environment: SIGNALBOX_BREAKERS__CLAP__FAILURE_THRESHOLD = \"1\": unknown variable; did "
        "you mean SIGNALBOX_BREAKERS__CLIP__FAILURE_THRESHOLD?"_s);
    row(u"SIGNALBOX_SERVER__HOST"_s, u"0.0.0.0"_s,
        u"environment: SIGNALBOX_SERVER__HOST = \"0.0.0.0\": off loopback needs "
        "server.tls_certificate_file and server.tls_key_file, or server.allow_plaintext = true"_s);
}

void LoadTest::environmentFaults()
{
    QFETCH(QString, variable);
    QFETCH(QString, text);
    QTEST(linesOf(load({}, {{variable, text}}), {}), "expected");
}

void LoadTest::everythingSet()
{
    const QString path = m_file.write(R"([[worker]]
name = "front_camera"
command = ["ffmpeg", "-i", "rtsp://camera/stream"]
directory = "/tmp"
environment = { LOG = "info" }
critical = true
autostart = false
after = ["file_watcher", "back_camera"]
ready = "notify"
stop_signal = "INT"
expected_exit_codes = [0, 3]
restart = "on-failure"
memory_limit_mb = 256
max_restarts = 7
backoff_base_seconds = 2.5
backoff_cap_seconds = 20
backoff_jitter = 0.25
stable_after_seconds = 60
start_timeout_seconds = 3
stop_timeout_seconds = 4
watchdog_seconds = 5
[[worker]]
name = "back_camera"
command = ["true"]
)");
    const Loaded loaded = load(path, {});
    QCOMPARE(linesOf(loaded, path), QString());
    const WorkerSection front{.name = u"front_camera"_s,
                              .command = {u"ffmpeg"_s, u"-i"_s, u"rtsp://camera/stream"_s},
                              .directory = u"/tmp"_s,
                              .environment = {{u"LOG"_s, u"info"_s}},
                              .critical = true,
                              .autostart = false,
                              .after = {u"file_watcher"_s, u"back_camera"_s},
                              .ready = Ready::Notify,
                              .stopSignal = SIGINT,
                              .expectedExitCodes = {0, 3},
                              .restart = Restart::OnFailure,
                              .memoryLimitMb = 256,
                              .restarts = {.maxRestarts = 7,
                                           .backoffBase = 2500ms,
                                           .backoffCap = 20s,
                                           .backoffJitter = 0.25,
                                           .stableAfter = 60s,
                                           .startTimeout = 3s,
                                           .stopTimeout = 4s,
                                           .watchdog = 5s}};
    const WorkerSection back{.name = u"back_camera"_s, .command = {u"true"_s}};
    QCOMPARE(loaded.config.workers, (QList<WorkerSection>{front, back}));
}

void LoadTest::whoWins()
{
    const QString path = m_file.write("[server]\nport = 1111\nnode = \"file\"\n");
    const QMap<QString, QString> environment{{u"SIGNALBOX_SERVER__PORT"_s, u"2222"_s},
                                             {u"SIGNALBOX_AI__EMBEDDED"_s, u"true"_s}};
    const Loaded both = load(path, environment);
    QCOMPARE(both.config.server.port, 2222);
    QCOMPARE(both.origins.value(u"server.port"_s), u"environment SIGNALBOX_SERVER__PORT"_s);
    QCOMPARE(both.origins.value(u"server.node"_s), QString(path + u":3"_s));
    QCOMPARE(both.origins.value(u"server.host"_s), u"default"_s);
    const Loaded all = load(
        {.path = path, .environment = environment, .options = {{u"server.port"_s, u"3333"_s}}});
    QCOMPARE(all.config.server.port, 3333);
    QCOMPARE(all.origins.value(u"server.port"_s), u"command line"_s);
}

void LoadTest::inheritance()
{
    const QString path =
        m_file.write("[supervisor]\nmax_restarts = 9\nwatchdog_seconds = 6\n"
                     "[breakers]\nfailure_threshold = 8\n"
                     "[breakers.clip]\nsuccess_threshold = 1\n"
                     "[[worker]]\nname = \"cam\"\ncommand = [\"a\"]\nmax_restarts = 2\n");
    const Loaded loaded = load(path, {{u"SIGNALBOX_BREAKERS__RECOVERY_TIMEOUT_SECONDS"_s, u"7"_s}});
    QCOMPARE(linesOf(loaded, path), QString());
    const Config &config = loaded.config;
    QCOMPARE(config.workers.first().restarts.maxRestarts, 2);
    QCOMPARE(config.workers.first().restarts.watchdog, milliseconds(6s));
    QCOMPARE(config.breakers.of(u"clip"_s),
             (Breaker{.failureThreshold = 8, .recoveryTimeout = 7s, .successThreshold = 1}));
    QCOMPARE(config.breakers.of(u"yolo26"_s),
             (Breaker{.failureThreshold = 8, .recoveryTimeout = 7s}));
    QCOMPARE(loaded.origins.value(u"worker.cam.watchdog_seconds"_s), QString(path + u":3"_s));
    QCOMPARE(loaded.origins.value(u"worker.cam.max_restarts"_s), QString(path + u":11"_s));
    QCOMPARE(loaded.origins.value(u"breakers.clip.failure_threshold"_s), QString(path + u":5"_s));
}

void LoadTest::secretFiles()
{
    QFile secret(m_file.in(u"secret"_s));
    QVERIFY(secret.open(QIODevice::WriteOnly));
    secret.close();
    const QMap<QString, QString> environment{
        {u"SIGNALBOX_QUEUE__PASSWORD_FILE"_s, secret.fileName()}};
    QVERIFY(secret.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
    QVERIFY(
        linesOf(load({}, environment), {}).endsWith(u": is open to others; give it mode 0600"_s));
    QVERIFY(secret.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    QCOMPARE(linesOf(load({}, environment), {}), QString());
}

void LoadTest::demo()
{
    const Loaded plain = load(Sources{.demo = true});
    QCOMPARE(plain.config.pipeline.batchWindow, milliseconds(15s));
    QCOMPARE(plain.config.pipeline.batchIdleTimeout, milliseconds(5s));
    QCOMPARE(plain.origins.value(u"pipeline.batch_window_seconds"_s), u"demo"_s);
    QVERIFY(plain.config.ai.runsEmbedded());
    const QString path = m_file.write("[pipeline]\nbatch_window_seconds = 20\n");
    QCOMPARE(load(Sources{.demo = true, .path = path}).config.pipeline.batchWindow,
             milliseconds(20s));
}

void LoadTest::readsSecrets()
{
    QFile secret(m_file.in(u"token"_s));
    QVERIFY(secret.open(QIODevice::WriteOnly));
    secret.write("hunter2 \r\n\n");
    secret.close();
    QVERIFY(secret.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    QVERIFY(!readSecret(secret.fileName()).ok());
    QVERIFY(secret.setPermissions(QFile::ReadOwner));
    QCOMPARE(readSecret(secret.fileName()).value(), u"hunter2 "_s);
    QVERIFY(!readSecret(m_file.in(u"absent"_s)).ok());
}

QTEST_GUILESS_MAIN(LoadTest)
#include "tst_load.moc"
