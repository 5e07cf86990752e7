// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ctl.h"
#include "tests/scenario/support/daemon.h"

#include <QJsonDocument>
#include <QTcpServer>

using namespace Qt::StringLiterals;
using scenario::Daemon;

namespace {

// chatty counts aloud; mute never says that it is ready.
const QString Config =
    u"[ai]\n"
    "embedded = \"false\"\n"
    "[[worker]]\n"
    "name = \"sleeper\"\n"
    "command = [\"/bin/sleep\", \"1000\"]\n"
    "[[worker]]\n"
    "name = \"chatty\"\n"
    "command = [\"/bin/sh\", \"-c\", \"i=0; while :; do i=$((i+1)); echo line $i; "
    "sleep 0.05; done\"]\n"
    "[[worker]]\n"
    "name = \"mute\"\n"
    "command = [\"/bin/sleep\", \"1000\"]\n"
    "autostart = false\n"
    "ready = \"notify\"\n"
    "start_timeout_seconds = 100\n"_s;

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

/// signalboxctl while it follows something.
class Follower final
{
public:
    explicit Follower(const QStringList &arguments)
    {
        m_process.start(qEnvironmentVariable("SIGNALBOX_BIN") + u"/signalboxctl"_s, arguments);
    }

    ~Follower()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    QStringList lines()
    {
        m_out += m_process.readAllStandardOutput();
        QStringList lines = QString::fromUtf8(m_out).split(u'\n');
        lines.removeLast(); // what is not a whole line yet
        return lines;
    }

    QString errors()
    {
        m_err += m_process.readAllStandardError();
        return QString::fromUtf8(m_err);
    }

    std::optional<int> code() const
    {
        return m_process.state() == QProcess::NotRunning ? std::optional(m_process.exitCode())
                                                         : std::nullopt;
    }

private:
    QProcess m_process;
    QByteArray m_out;
    QByteArray m_err;
};

} // namespace

/// signalboxctl with a real daemon.
class CtlLiveTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void reads_data();
    void reads();
    void healthDecides();
    void waitsForWorkers();
    void waitsInVain();
    void followsLogs();
    void followsLogsOverAKill();
    void followsEnoughEvents();
    void followsEventsOverAKill();
    void cannotFollowNobody();

private:
    Ended ask(const QString &arguments) const
    {
        return ctl(arguments.split(u' ') + QStringList{u"--url"_s, m_daemon.url().toString()});
    }

    QStringList following(const QString &arguments) const
    {
        return arguments.split(u' ') + QStringList{u"--url"_s, m_daemon.url().toString()};
    }

    /// The sequences of the journal's events of services and workers, from the one behind `after`
    /// on.
    QList<qint64> journalled(qint64 after) const
    {
        QList<qint64> sequences;
        const QJsonArray items =
            m_daemon.get("/api/journal?limit=100&type=service.").json().value(u"items").toArray();
        for (const QJsonValue item : items) {
            const qint64 sequence = item.toObject().value(u"sequence").toInteger();
            if (sequence > after) {
                sequences.prepend(sequence);
            }
        }
        return sequences;
    }

    Daemon m_daemon{{.toml = Config, .port = freePort()}};
};

void CtlLiveTest::initTestCase()
{
    QVERIFY2(m_daemon.start(), m_daemon.errorText().constData());
    QVERIFY(m_daemon.waitForWorker(u"chatty"_s, u"running"_s));
    QVERIFY(m_daemon.waitForWorker(u"sleeper"_s, u"running"_s));
}

void CtlLiveTest::reads_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("title"); // that the text begins with
    const auto row = [](const QString &arguments, const QString &title) {
        QTest::newRow(qPrintable(arguments)) << arguments << title;
    };
    row(u"status"_s, u"status "_s);
    row(u"workers"_s, u"NAME "_s);
    row(u"workers show chatty"_s, u"name "_s);
    row(u"config"_s, u"KEY "_s);
    row(u"history --limit 3"_s, u"TIME "_s);
    row(u"logs chatty --tail 1"_s, u"20"_s);
    row(u"breakers"_s, u"NAME "_s);
    row(u"pipeline"_s, u"file watcher "_s);
    row(u"events"_s, u"TYPE "_s);
    row(u"events list"_s, u"ID "_s);
    row(u"detections list --min-confidence 0.5"_s, u"ID "_s);
    row(u"entities"_s, u"ID "_s);
    row(u"cameras"_s, u"ID "_s);
    row(u"set-aside"_s, u"SEEN "_s);
    row(u"dlq"_s, u"QUEUE "_s);
    row(u"dlq detection"_s, u"ID "_s);
    row(u"journal --since 2025-12-27T10:30:00Z --limit 2"_s, u"SEQUENCE "_s);
    row(u"alerts"_s, u"ID "_s);
    row(u"alerts rules"_s, u"NAME "_s);
    row(u"tokens"_s, u"ID "_s);
    row(u"clients"_s, u"ID "_s);
    row(u"performance history"_s, u"TIME "_s);
    row(u"tokens"_s, u"ID "_s);
    row(u"clients"_s, u"ID "_s);
    row(u"performance history"_s, u"TIME "_s);
    row(u"cleanup"_s, u"retention "_s);
    row(u"cleanup run --dry-run"_s, u"job "_s);
}

void CtlLiveTest::reads()
{
    QFETCH(QString, arguments);
    QFETCH(QString, title);
    const Ended text = ask(arguments);
    QCOMPARE(text.code, 0);
    QVERIFY2(text.out.startsWith(title), qPrintable(text.out));
    const Ended json = ask(arguments + u" --json"_s);
    QCOMPARE(json.code, 0);
    QCOMPARE(json.err, QString());
    QVERIFY2(QJsonDocument::fromJson(json.out.toUtf8()).isObject(), qPrintable(json.out));
}

// There are no AI services here, and two of them are critical.
void CtlLiveTest::healthDecides()
{
    QCOMPARE(ask(u"status"_s).code, 0);
    QCOMPARE(ask(u"health"_s).code, 4);
    const Ended waited = ask(u"status --wait 1"_s);
    QCOMPARE(waited.code, 4);
    QCOMPARE(waited.err, u"signalboxctl: not healthy after 1 s\n"_s);
}

void CtlLiveTest::waitsForWorkers()
{
    QCOMPARE(ask(u"stop sleeper --wait"_s).code, 0);
    QCOMPARE(m_daemon.workerStatus(u"sleeper"_s), u"stopped"_s);
    QCOMPARE(ask(u"start sleeper --wait"_s).code, 0);
    QCOMPARE(m_daemon.workerStatus(u"sleeper"_s), u"running"_s);
}

void CtlLiveTest::waitsInVain()
{
    const Ended ended = ask(u"start mute --wait 1"_s);
    QCOMPARE(ended.code, 1);
    QCOMPARE(ended.err, u"signalboxctl: mute is restarting after 1 s\n"_s);
    QCOMPARE(ended.out, u"Worker 'mute' started successfully\n"_s);
    QCOMPARE(ask(u"stop mute --wait"_s).code, 0);
    const Ended unknown = ask(u"stop nobody --wait"_s);
    QCOMPARE(unknown.code, 1);
    QVERIFY2(unknown.err.contains(u"nobody"), qPrintable(unknown.err));
}

void CtlLiveTest::followsLogs()
{
    Follower follower(following(u"logs chatty --follow --tail 3"_s));
    QTRY_VERIFY_WITH_TIMEOUT(follower.lines().size() >= 40, 30000);
    const QStringList lines = follower.lines();
    const int first = lines.first().section(u' ', -1).toInt();
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QCOMPARE(lines[i].section(u' ', -2), u"line %1"_s.arg(first + i));
    }
    QCOMPARE(follower.errors(), QString());
}

// The numbers of the lines begin anew, and the worker writes from its first line on.
void CtlLiveTest::followsLogsOverAKill()
{
    Follower follower(following(u"logs chatty --follow --tail 1"_s));
    QTRY_VERIFY_WITH_TIMEOUT(follower.lines().size() >= 3, 30000);
    m_daemon.kill9();
    QTRY_VERIFY_WITH_TIMEOUT(follower.errors().contains(u"trying again"), 30000);
    const qsizetype before = follower.lines().size();
    QVERIFY(m_daemon.start());
    QTRY_VERIFY_WITH_TIMEOUT(follower.lines().size() >= before + 5, 30000);
    QVERIFY2(follower.errors().contains(u"the backend was started anew; its log begins here"),
             qPrintable(follower.errors()));
    for (qsizetype i = before; i < follower.lines().size(); ++i) {
        QCOMPARE(follower.lines().at(i).section(u' ', -2), u"line %1"_s.arg(i - before + 1));
    }
}

void CtlLiveTest::followsEnoughEvents()
{
    Follower follower(following(u"events follow service.* --after 0 --count 2 --json"_s));
    QTRY_COMPARE_WITH_TIMEOUT(follower.code(), std::optional(0), 30000);
    QCOMPARE(follower.lines().size(), 2);
    for (const QString &line : follower.lines()) {
        const QJsonObject event = QJsonDocument::fromJson(line.toUtf8()).object();
        QVERIFY2(event.value(u"type").toString().startsWith(u"service."), qPrintable(line));
    }
}

// The daemon is killed and comes back: every event of the journal was told once, in its order.
void CtlLiveTest::followsEventsOverAKill()
{
    Follower follower(following(u"events follow service.* --json"_s));
    // It listens from some moment on; what it hears first begins the comparison.
    QTRY_VERIFY_WITH_TIMEOUT((ask(u"restart sleeper"_s), !follower.lines().isEmpty()), 30000);
    m_daemon.kill9();
    QTRY_VERIFY_WITH_TIMEOUT(follower.errors().contains(u"connection lost"), 30000);
    QVERIFY(m_daemon.start());
    QVERIFY(m_daemon.waitForWorker(u"sleeper"_s, u"running"_s));
    QCOMPARE(ask(u"stop chatty"_s).code, 0);

    const auto told = [&follower] {
        QList<qint64> sequences;
        for (const QString &line : follower.lines()) {
            const QJsonObject event = QJsonDocument::fromJson(line.toUtf8()).object();
            sequences.append(event.value(u"sequence").toInteger());
        }
        return sequences;
    };
    const qint64 before = told().first() - 1;
    QTRY_COMPARE_WITH_TIMEOUT(told(), journalled(before), 30000);
    QVERIFY(told().size() > 3);
}

void CtlLiveTest::cannotFollowNobody()
{
    const Ended ended =
        ctl({u"events"_s, u"follow"_s, u"--url"_s, u"http://127.0.0.1:%1"_s.arg(freePort())});
    QCOMPARE(ended.code, 3);
    QVERIFY2(ended.err.contains(u"Connection refused"), qPrintable(ended.err));
}

QTEST_GUILESS_MAIN(CtlLiveTest)
#include "tst_ctllive.moc"
