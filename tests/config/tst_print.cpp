// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/config/print.h"
#include "tests/config/configfile.h"

using namespace Qt::StringLiterals;
using namespace config;

class PrintTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDefault();
    void isReadBack();
    void masksSecrets();

private:
    ConfigFile m_file;
};

namespace {

/// The defaults as the documentation lists them.
constexpr const char *Defaults = R"([server]
host = "127.0.0.1"
port = 8000
names = []
node = ""
tls_certificate_file = ""
tls_key_file = ""
allow_plaintext = false

[security]
require_token = false

[limits]
max_connections = 256
max_per_address = 256
max_head_bytes = 16384
max_header_fields = 64
max_body_bytes = 1048576
head_seconds = 10
body_seconds = 30
idle_seconds = 30
write_seconds = 20
websocket_message_bytes = 65536
websocket_backlog_bytes = 1048576

[storage]
url = "sqlite:signalbox.db"
password_file = ""

[queue]
url = "embedded:"
password_file = ""

[pipeline]
camera_root = "cameras"
observer = "auto"
poll_interval_seconds = 1
stability_seconds = 2
incomplete_after_seconds = 300
batch_window_seconds = 90
batch_idle_timeout_seconds = 30
batch_max_detections = 500
confidence_threshold = 0.5
dedupe_seconds = 300
retention_days = 30
delete_images = false

[supervisor]
enabled = true
max_restarts = 5
backoff_base_seconds = 1
backoff_cap_seconds = 60
backoff_jitter = 0
stable_after_seconds = 86400
start_timeout_seconds = 10
stop_timeout_seconds = 10
watchdog_seconds = 30

[ai]
embedded = "auto"
probe_interval_seconds = 5

[ai.yolo26]
url = ""
timeout_seconds = 30

[ai.nemotron]
url = ""
timeout_seconds = 30

[ai.florence]
url = ""
timeout_seconds = 30

[ai.clip]
url = ""
timeout_seconds = 30

[ai.enrichment]
url = ""
timeout_seconds = 30

[breakers]
failure_threshold = 5
recovery_timeout_seconds = 30
half_open_max_calls = 3
success_threshold = 2

[degradation]
failure_threshold = 3
memory_queue_size = 1000

[prometheus]
url = "http://prometheus:9090"
poll_interval_seconds = 15
timeout_seconds = 5
)";

/// The defaults of a [[worker]].
constexpr const char *WorkerDefaults = R"(
[[worker]]
name = "cam"
command = ["true"]
directory = "."
environment = {}
critical = false
autostart = true
after = []
ready = "started"
stop_signal = "TERM"
expected_exit_codes = [0]
restart = "always"
memory_limit_mb = 0
max_restarts = 5
backoff_base_seconds = 1
backoff_cap_seconds = 60
backoff_jitter = 0
stable_after_seconds = 86400
start_timeout_seconds = 10
stop_timeout_seconds = 10
watchdog_seconds = 30
)";

QString withoutOrigins(QString text)
{
    static const QRegularExpression origin(u" # [^\n]*"_s);
    return text.remove(origin);
}

/// What stands before the rules of the alerts, which have a test of their own.
QString withoutAlerts(const QString &text)
{
    return text.left(text.indexOf(u"\n[[alert]]\n"_s));
}

} // namespace

void PrintTest::everyDefault()
{
    const QString none = effective(load({}, {}));
    QCOMPARE(withoutAlerts(withoutOrigins(none)), QString::fromLatin1(Defaults));
    QVERIFY(
        none.startsWith(u"[server]\nhost = \"127.0.0.1\" # default\nport = 8000 # default\n"_s));
    const QString path = m_file.write("[[worker]]\nname = \"cam\"\ncommand = [\"true\"]\n");
    const QString one = effective(load(path, {}));
    QCOMPARE(withoutAlerts(withoutOrigins(one)),
             QString(QString::fromLatin1(Defaults) + QString::fromLatin1(WorkerDefaults)));
    QVERIFY(one.contains(u"name = \"cam\" # %1:2\n"_s.arg(path)));
}

void PrintTest::isReadBack()
{
    const QByteArray text = R"([server]
node = "box"
names = ["a.lan", "b.lan"]
[pipeline]
camera_root = "C:\\ \"quoted\"\t\u0001 ü"
stability_seconds = 0.125
[breakers.clip]
failure_threshold = 9
[[worker]]
name = "cam"
command = ["sh", "-c", "echo \"#\""]
environment = { LOG = "***", A_B = "***" }
stop_signal = "USR2"
expected_exit_codes = [1, 2]
)";
    const QString path = m_file.write(text);
    const Loaded first = load(path, {});
    QCOMPARE(linesOf(first, path), QString());
    const Loaded second = load(m_file.write(effective(first).toUtf8()), {});
    QCOMPARE(linesOf(second, path), QString());
    QCOMPARE(second.config, first.config);
    QCOMPARE(first.config.pipeline.cameraRoot, u"C:\\ \"quoted\"\t\u0001 ü"_s);
}

void PrintTest::masksSecrets()
{
    const QString path = m_file.write(R"([[worker]]
name = "cam"
command = ["ffmpeg", "-i", "rtsp://viewer:hunter2@camera/stream?token=hunter2"]
environment = { CAMERA_PASSWORD = "hunter2", URL = "https://hunter2@host/" }
)");
    const Loaded loaded = load(path, {});
    QCOMPARE(linesOf(loaded, path), QString());
    const QString text = effective(loaded);
    QVERIFY2(!text.contains(u"hunter2"_s), qPrintable(text));
    QVERIFY(text.contains(u"\"rtsp://viewer:***@camera/stream?token=***\""_s));
    QVERIFY(text.contains(u"environment = { CAMERA_PASSWORD = \"***\", URL = \"***\" }"_s));
}

QTEST_GUILESS_MAIN(PrintTest)
#include "tst_print.moc"
