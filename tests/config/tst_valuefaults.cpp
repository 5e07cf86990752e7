// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/config/configfile.h"

using namespace Qt::StringLiterals;
using namespace config;

class ValueFaultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faults_data();
    void faults();

private:
    ConfigFile m_file;
};

namespace {

void scalarFaults()
{
    row("port too large", "[server]\nport = 65536\n",
        u"F:2: server.port = 65536: must be a whole number from 0 to 65535"_s);
    row("port negative", "[server]\nport = -1\n",
        u"F:2: server.port = -1: must be a whole number from 0 to 65535"_s);
    row("port as text", "[server]\nport = \"8000\"\n",
        u"F:2: server.port = \"8000\": must be a whole number from 0 to 65535"_s);
    row("port with a fraction", "[server]\nport = 80.5\n",
        u"F:2: server.port = 80.5: must be a whole number from 0 to 65535"_s);
    row("port infinite", "[server]\nport = inf\n",
        u"F:2: server.port = inf: must be a whole number from 0 to 65535"_s);
    row("port as a date", "[server]\nport = 2025-12-27\n",
        u"F:2: server.port: must be a whole number from 0 to 65535"_s);
    row("port as a flag", "[server]\nport = true\n",
        u"F:2: server.port = true: must be a whole number from 0 to 65535"_s);
    row("port as a list", "[server]\nport = [8000]\n",
        u"F:2: server.port = [8000]: must be a whole number from 0 to 65535"_s);
    row("port as a section", "[server.port]\n",
        u"F:1: server.port = {}: must be a whole number from 0 to 65535"_s);
    row("host is a name", "[server]\nhost = \"example.org\"\n",
        u"F:2: server.host = \"example.org\": must be an IP address or localhost"_s);
    row("host with a port", "[server]\nhost = \"127.0.0.1:80\"\n",
        u"F:2: server.host = \"127.0.0.1:80\": must be an IP address or localhost"_s);
    row("host empty", "[server]\nhost = \"\"\n",
        u"F:2: server.host = \"\": must be an IP address or localhost"_s);
    row("host as a number", "[server]\nhost = 127\n",
        u"F:2: server.host = 127: must be a text in quotes"_s);
    row("names not a list", "[server]\nnames = \"box\"\n",
        u"F:2: server.names = \"box\": must be a list of texts in quotes"_s);
    row("names of numbers", "[server]\nnames = [\"box\", 3]\n",
        u"F:2: server.names = [\"box\", 3]: must be a list of texts in quotes"_s);
    row("names with a port", "[server]\nnames = [\"box:8000\"]\n",
        u"F:2: server.names = [\"box:8000\"]: must be host names without scheme, port or wildcard"_s);
    row("names with a wildcard", "[server]\nnames = [\"*.box\"]\n",
        u"F:2: server.names = [\"*.box\"]: must be host names without scheme, port or wildcard"_s);
    row("node with spaces", "[server]\nnode = \"my box\"\n",
        u"F:2: server.node = \"my box\": must look like a host name"_s);
    row("flag as a number", "[server]\nallow_plaintext = 1\n",
        u"F:2: server.allow_plaintext = 1: must be true or false"_s);
    row("flag as text", "[security]\nrequire_token = \"true\"\n",
        u"F:2: security.require_token = \"true\": must be true or false"_s);
    row("no connection at all", "[limits]\nmax_connections = 0\n",
        u"F:2: limits.max_connections = 0: must be a whole number from 1 to 65536"_s);
    row("more fields than the parser takes", "[limits]\nmax_header_fields = 100\n",
        u"F:2: limits.max_header_fields = 100: must be a whole number from 8 to 96"_s);
    row("a head above the parser's limit", "[limits]\nmax_head_bytes = 131072\n",
        u"F:2: limits.max_head_bytes = 131072: must be a whole number from 1024 to 65536"_s);
    row("no time for the head", "[limits]\nhead_seconds = 0\n",
        u"F:2: limits.head_seconds = 0: must be a number of seconds from 0.05 to 3600"_s);
    row("seconds as text", "[limits]\nidle_seconds = \"30s\"\n",
        u"F:2: limits.idle_seconds = \"30s\": must be a number of seconds from 0.05 to 3600"_s);
    row("seconds not a number", "[limits]\nidle_seconds = nan\n",
        u"F:2: limits.idle_seconds = nan: must be a number of seconds from 0.05 to 3600"_s);
    row("confidence in percent", "[pipeline]\nconfidence_threshold = 50\n",
        u"F:2: pipeline.confidence_threshold = 50: must be a number from 0 to 1"_s);
    row("an unknown observer", "[pipeline]\nobserver = \"inotify\"\n",
        u"F:2: pipeline.observer = \"inotify\": must be one of: auto, native, polling"_s);
    row("no camera folder", "[pipeline]\ncamera_root = \"\"\n",
        u"F:2: pipeline.camera_root = \"\": must not be empty"_s);
    row("retention of nothing", "[pipeline]\nretention_days = 0\n",
        u"F:2: pipeline.retention_days = 0: must be a whole number from 1 to 3650"_s);
    row("restarts below nothing", "[supervisor]\nmax_restarts = -1\n",
        u"F:2: supervisor.max_restarts = -1: must be a whole number from 0 to 1000"_s);
    row("jitter above all of it", "[supervisor]\nbackoff_jitter = 1.5\n",
        u"F:2: supervisor.backoff_jitter = 1.5: must be a number from 0 to 1"_s);
    row("cap below the base", "[supervisor]\nbackoff_base_seconds = 10\nbackoff_cap_seconds = 5\n",
        u"F:3: supervisor.backoff_cap_seconds = 5: must not be less than backoff_base_seconds"_s);
    row("base above the default cap", "[supervisor]\nbackoff_base_seconds = 61\n",
        u"F:2: supervisor.backoff_base_seconds = 61: must not be more than backoff_cap_seconds"_s);
    row("embedded perhaps", "[ai]\nembedded = \"maybe\"\n",
        u"F:2: ai.embedded = \"maybe\": must be one of: auto, true, false"_s);
    row("breaker that never opens", "[breakers]\nfailure_threshold = 0\n",
        u"F:2: breakers.failure_threshold = 0: must be a whole number from 1 to 1000"_s);
    row("breaker of one service", "[breakers.clip]\nsuccess_threshold = 0\n",
        u"F:2: breakers.clip.success_threshold = 0: must be a whole number from 1 to 1000"_s);
    row("no room in memory", "[degradation]\nmemory_queue_size = 0\n",
        u"F:2: degradation.memory_queue_size = 0: must be a whole number from 1 to 1000000"_s);
}

void urlFaults()
{
    row("storage of an unknown kind", "[storage]\nurl = \"mysql://host/db\"\n",
        u"F:2: storage.url = \"mysql://host/db\": must be sqlite:FILE or "
        "postgresql://USER@HOST:PORT/DATABASE"_s);
    row("sqlite without a file", "[storage]\nurl = \"sqlite:\"\n",
        u"F:2: storage.url = \"sqlite:\": must be sqlite:FILE or "
        "postgresql://USER@HOST:PORT/DATABASE"_s);
    row("postgresql without a host", "[storage]\nurl = \"postgresql:///db\"\n",
        u"F:2: storage.url = \"postgresql:///db\": names no host; a unix socket is named by "
        "?host=/FOLDER"_s);
    row("postgresql without a database", "[storage]\nurl = \"postgresql://me@db\"\n",
        u"F:2: storage.url = \"postgresql://me@db\": must be a complete URL such as "
        "postgresql://user@host:5432/signalbox"_s);
    row("a password in a URL", "[storage]\nurl = \"postgresql://me:hunter2@db/box\"\n",
        u"F:2: storage.url = \"postgresql://me:***@db/box\": a password does not belong here; name "
        "a file that holds it in password_file"_s);
    row("a password behind the question mark",
        "[storage]\nurl = \"postgresql://me@db/box?password=hunter2\"\n",
        u"F:2: storage.url = \"postgresql://me@db/box?password=***\": a password does not belong "
        "here; name a file that holds it in password_file"_s);
    row("a queue of an unknown kind", "[queue]\nurl = \"amqp://host\"\n",
        u"F:2: queue.url = \"amqp://host\": must be embedded: or redis://HOST:PORT/DATABASE"_s);
    row("a password of the queue", "[queue]\nurl = \"redis://:hunter2@host:6379/0\"\n",
        u"F:2: queue.url = \"redis://:***@host:6379/0\": a password does not belong here; name a "
        "file that holds it in password_file"_s);
    row("an AI service by file", "[ai.yolo26]\nurl = \"file:///etc/passwd\"\n",
        u"F:2: ai.yolo26.url = \"file:///etc/passwd\": must be a URL that begins with http:// or "
        "https:// and names a host"_s);
    row("an AI service without a scheme", "[ai.clip]\nurl = \"ai:8004\"\n",
        u"F:2: ai.clip.url = \"ai:8004\": must be a URL that begins with http:// or https:// and "
        "names a host"_s);
    row("an AI service on port 0", "[ai.clip]\nurl = \"http://ai:0\"\n",
        u"F:2: ai.clip.url = \"http://ai:0\": must be a URL that begins with http:// or https:// "
        "and names a host"_s);
    row("an AI service with a password", "[ai.clip]\nurl = \"http://me:hunter2@ai:8004\"\n",
        u"F:2: ai.clip.url = \"http://***@ai:8004\": must not contain a user or a password"_s);
    row("Prometheus with a query", "[prometheus]\nurl = \"http://prometheus:9090/?a=b\"\n",
        u"F:2: prometheus.url = \"http://prometheus:9090/?a=b\": must not contain ? or #"_s);
    row("no Prometheus", "[prometheus]\nurl = \"\"\n",
        u"F:2: prometheus.url = \"\": must be a URL that begins with http:// or https:// and names "
        "a host"_s);
    row("a password of its own", "[storage]\npassword = \"hunter2\"\n",
        u"F:2: storage.password = \"***\": a secret does not belong in this file; name a file that "
        "holds it"_s);
    row("a key of an API", "[ai.yolo26]\napi_key = \"hunter2\"\n",
        u"F:2: ai.yolo26.api_key = \"***\": a secret does not belong in this file; name a file "
        u"that "
        "holds it"_s);
    row("a file that is not there", "[queue]\npassword_file = \"/nonexistent/secret\"\n",
        u"F:2: queue.password_file = \"/nonexistent/secret\": must be the absolute path of a file "
        "that can be read"_s);
    row("a relative file", "[queue]\npassword_file = \"secret\"\n",
        u"F:2: queue.password_file = \"secret\": must be the absolute path of a file that can be "
        "read"_s);
    row("a certificate alone", "[server]\ntls_certificate_file = \"/etc/passwd\"\n",
        u"F:2: server.tls_certificate_file = \"/etc/passwd\": needs server.tls_key_file too"_s);
    row("everybody may read the key", "[server]\ntls_key_file = \"/etc/passwd\"\n",
        u"F:2: server.tls_key_file = \"/etc/passwd\": is open to others; give it mode 0600"_s);
    row("off loopback in plain text", "[server]\nhost = \"0.0.0.0\"\n",
        u"F:2: server.host = \"0.0.0.0\": off loopback needs server.tls_certificate_file and "
        "server.tls_key_file, or server.allow_plaintext = true"_s);
}

} // namespace

void ValueFaultsTest::faults_data()
{
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<QString>("expected");
    scalarFaults();
    urlFaults();
}

void ValueFaultsTest::faults()
{
    QFETCH(QByteArray, toml);
    const QString path = m_file.write(toml);
    QTEST(linesOf(load(path, {}), path), "expected");
}

QTEST_GUILESS_MAIN(ValueFaultsTest)
#include "tst_valuefaults.moc"
