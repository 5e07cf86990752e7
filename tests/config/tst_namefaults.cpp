// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/config/configfile.h"

using namespace Qt::StringLiterals;
using namespace config;

class NameFaultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faults_data();
    void faults();

private:
    ConfigFile m_file;
};

namespace {

void nameFaults()
{
    row("a typo in a key", "[server]\nprot = 8000\n",
        u"F:2: server.prot = 8000: unknown key; did you mean server.port?"_s);
    row("a key of another section", "[server]\nmax_connections = 5\n",
        u"F:2: server.max_connections = 5: unknown key; did you mean limits.max_connections?"_s);
    row("a key without a section", "port = 8000\n",
        u"F:1: port = 8000: unknown key; did you mean server.port?"_s);
    row("nothing like it", "[server]\nxylophone_quartet = 1\n",
        u"F:2: server.xylophone_quartet = 1: unknown key"_s);
    row("a typo in a section", "[sever]\nport = 8000\n",
        u"F:1: [sever]: unknown section; did you mean [server]?"_s);
    row("a section like no other", "[xylophone]\n", u"F:1: [xylophone]: unknown section"_s);
    row("a typo in a service", "[ai.yolo]\nurl = \"http://ai\"\n",
        u"F:1: [ai.yolo]: unknown section; did you mean [ai.yolo26]?"_s);
    row("a typo in a breaker", "[breakers.nemotrom]\nfailure_threshold = 2\n",
        u"F:1: [breakers.nemotrom]: unknown section; did you mean [breakers.nemotron]?"_s);
    row("a typo in a key of a breaker", "[breakers.clip]\nfailure_treshold = 2\n",
        u"F:2: breakers.clip.failure_treshold = 2: unknown key; did you mean "
        "breakers.clip.failure_threshold?"_s);
    row("an inline typo", "ai = { yolo26 = { uri = \"http://ai\" } }\n",
        u"F:1: ai.yolo26.uri = \"http://ai\": unknown key; did you mean ai.yolo26.url?"_s);
}

void syntaxFaults()
{
    row("no value", "[server]\nport =\n",
        u"F:2: is not TOML: Error while parsing key-value pair: expected value, saw '\\n' (column 7)"_s);
    row("the same key twice", "[server]\nport = 1\nport = 2\n",
        u"F:3: is not TOML: Error while parsing key-value pair: cannot redefine existing integer 'port' (column 8)"_s);
    row("an open string", "[server]\nhost = \"127\n",
        u"F:2: is not TOML: Error while parsing string: unescaped control characters other than TAB (U+0009) are explicitly prohibited (column 12)"_s);
    row("not UTF-8", "[server]\nhost = \"\xff\xfe\"\n",
        u"F:2: is not TOML: Encountered invalid utf-8 sequence (column 8)"_s);
    row("an umlaut outside of quotes", "[server]\nk\xc3\xbc = 1\n",
        u"F:2: is not TOML: only ASCII is allowed outside of quotes"_s);
    row("a quote in a number", "[server]\nnames = [-+\"\xc6\x8d",
        u"F:2: is not TOML: Error while parsing value: could not determine value type (column 10)"_s);
    row("a control character", "[server]\n[\x01]\n",
        u"F:2: is not TOML: only ASCII is allowed outside of quotes"_s);
    row("a section without a name", "[server]\nport = 1\n[#limits]\n",
        u"F:3: is not TOML: expected the name of a section after ["_s);
    row("a section of a dot", "\n[[ .x ]]\n",
        u"F:2: is not TOML: expected the name of a section after ["_s);
    row("not a table", "just words\n",
        u"F:1: is not TOML: Error while parsing key-value pair: expected '=', saw 'w' (column 6)"_s);
}

void workerFaults()
{
    row("worker without a name", "[[worker]]\ncommand = [\"true\"]\n",
        u"F:1: worker[1].name: is missing"_s);
    row("worker without a command", "[[worker]]\nname = \"cam\"\n",
        u"F:1: worker.cam.command: is missing"_s);
    row("worker with an empty command", "[[worker]]\nname = \"cam\"\ncommand = []\n",
        u"F:3: worker.cam.command = []: must begin with a program"_s);
    row("worker with an empty program", "[[worker]]\nname = \"cam\"\ncommand = [\"\", \"x\"]\n",
        u"F:3: worker.cam.command = [\"\", \"x\"]: must begin with a program"_s);
    row("worker with a command line", "[[worker]]\nname = \"cam\"\ncommand = \"sleep 5\"\n",
        u"F:3: worker.cam.command = \"sleep 5\": must be a list of texts in quotes"_s);
    row("worker with a bad name", "[[worker]]\nname = \"front-cam\"\ncommand = [\"true\"]\n",
        u"F:2: worker[1].name = \"front-cam\": must begin with a letter and contain only letters, "
        "digits and _, at most 64"_s);
    row("worker with the name of ours", "[[worker]]\nname = \"vision\"\ncommand = [\"true\"]\n",
        u"F:2: worker.vision.name = \"vision\": is the name of a built-in worker"_s);
    row("two workers of one name",
        "[[worker]]\nname = \"cam\"\ncommand = [\"a\"]\n"
        "[[worker]]\nname = \"cam\"\ncommand = [\"b\"]\n",
        u"F:5: worker.cam.name = \"cam\": is the name of another worker"_s);
    row("worker after nobody", "[[worker]]\nname = \"cam\"\ncommand = [\"a\"]\nafter = [\"sun\"]\n",
        u"F:4: worker.cam.after = [\"sun\"]: there is no worker sun"_s);
    row("worker after services that do not run here",
        "[ai]\nembedded = false\n"
        "[[worker]]\nname = \"cam\"\ncommand = [\"a\"]\nafter = [\"vision\"]\n",
        u"F:6: worker.cam.after = [\"vision\"]: there is no worker vision"_s);
    row("worker after the camera of a demo that is none",
        "[[worker]]\nname = \"cam\"\ncommand = [\"a\"]\nafter = [\"demo_camera\"]\n",
        u"F:4: worker.cam.after = [\"demo_camera\"]: there is no worker demo_camera"_s);
    row("worker after a typo",
        "[[worker]]\nname = \"cam\"\ncommand = [\"a\"]\nafter = [\"file_wacher\"]\n",
        u"F:4: worker.cam.after = [\"file_wacher\"]: there is no worker file_wacher; did you mean "
        "file_watcher?"_s);
    row("worker after itself", "[[worker]]\nname = \"cam\"\ncommand = [\"a\"]\nafter = [\"cam\"]\n",
        u"F:4: worker.cam.after = [\"cam\"]: waits for itself: cam → cam"_s);
    row("workers in a circle",
        "[[worker]]\nname = \"a\"\ncommand = [\"x\"]\nafter = [\"b\"]\n"
        "[[worker]]\nname = \"b\"\ncommand = [\"x\"]\nafter = [\"c\"]\n"
        "[[worker]]\nname = \"c\"\ncommand = [\"x\"]\nafter = [\"a\"]\n",
        u"F:4: worker.a.after = [\"b\"]: waits for itself: a → b → c → a"_s);
    row("worker ready by magic", "[[worker]]\nname = \"cam\"\ncommand = [\"a\"]\nready = \"yes\"\n",
        u"F:4: worker.cam.ready = \"yes\": must be one of: started, notify"_s);
    row("worker with a wild signal",
        "[[worker]]\nname = \"cam\"\ncommand = [\"a\"]\nstop_signal = \"SIGTERM\"\n",
        u"F:4: worker.cam.stop_signal = \"SIGTERM\": must be one of: TERM, INT, QUIT, HUP, USR1, "
        "USR2, KILL"_s);
    row("worker with a large exit code",
        "[[worker]]\nname = \"cam\"\ncommand = [\"a\"]\nexpected_exit_codes = [0, 256]\n",
        u"F:4: worker.cam.expected_exit_codes = [0, 256]: must be a list of whole numbers from 0 "
        u"to "
        "255"_s);
    row("worker restarted sometimes",
        "[[worker]]\nname = \"cam\"\ncommand = [\"a\"]\nrestart = \"sometimes\"\n",
        u"F:4: worker.cam.restart = \"sometimes\": must be one of: always, on-failure, never"_s);
    row("worker with a number in its environment",
        "[[worker]]\nname = \"cam\"\ncommand = [\"a\"]\nenvironment = { LOG = 3 }\n",
        u"F:4: worker.cam.environment = { LOG = 3 }: must be a table of names and texts, such as { "
        "LOG = \"info\" }"_s);
    row("worker with a wild variable",
        "[[worker]]\nname = \"cam\"\ncommand = [\"a\"]\nenvironment = { \"A=B\" = \"c\" }\n",
        u"F:4: worker.cam.environment = { \"A=B\" = \"c\" }: must be a table of names and texts, "
        "such as { LOG = \"info\" }"_s);
    row("worker with a typo", "[[worker]]\nname = \"cam\"\ncommand = [\"a\"]\ncritcal = true\n",
        u"F:4: worker.cam.critcal = true: unknown key; did you mean worker.cam.critical?"_s);
    row("worker with its own bad cap",
        "[[worker]]\nname = \"cam\"\ncommand = [\"a\"]\nbackoff_cap_seconds = 0.5\n",
        u"F:4: worker.cam.backoff_cap_seconds = 0.5: must not be less than backoff_base_seconds"_s);
    row("one worker in single brackets", "[worker]\nname = \"cam\"\n",
        u"F:1: [worker]: write [[worker]], once for each worker"_s);
    row("worker as a text", "worker = \"cam\"\n",
        u"F:1: worker = \"cam\": write [[worker]], once for each worker"_s);
    row("worker with a NUL", "[[worker]]\nname = \"cam\"\ncommand = [\"a\\u0000b\"]\n",
        u"F:3: worker.cam.command = [\"a\\u0000b\"]: must not contain a NUL character"_s);
}

} // namespace

void NameFaultsTest::faults_data()
{
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<QString>("expected");
    nameFaults();
    syntaxFaults();
    workerFaults();
}

void NameFaultsTest::faults()
{
    QFETCH(QByteArray, toml);
    const QString path = m_file.write(toml);
    QTEST(linesOf(load(path, {}), path), "expected");
}

QTEST_GUILESS_MAIN(NameFaultsTest)
#include "tst_namefaults.moc"
