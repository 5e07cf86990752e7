// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/iserror.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTcpSocket>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace scenario;

/// One worker whole, its log line by line, and the configuration, over the door of a real daemon.
class DataWorkersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tellsAWorkerWhole();
    void followsALog();
    void waitsForSoLongAtMost();
    void aLogThatBeganAnew();
    void badRequests_data();
    void badRequests();
    void tellsTheConfiguration();
    void aCrowdFollows();

private:
    static DaemonOptions options();

    QJsonObject logs(const QByteArray &query) const
    {
        return m_daemon.get(Workers + "echo/logs?" + query).json();
    }

    QTcpSocket *follow(const QByteArray &worker, qint64 after)
    {
        auto *client = new QTcpSocket(this);
        client->connectToHost(u"127.0.0.1"_s, m_daemon.port());
        client->write("GET " + Workers + worker + "/logs?wait=20&after=" + QByteArray::number(after)
                      + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_daemon.port())
                      + "\r\nConnection: close\r\n\r\n");
        return client;
    }

    /// The worker writes what it finds in its file, line by line.
    bool say(const QByteArray &line)
    {
        QFile file(m_daemon.dataDirectory() + u"/said"_s);
        return file.open(QIODevice::Append) && file.write(line + '\n') == line.size() + 1;
    }

    Daemon m_daemon{options()};
};

DaemonOptions DataWorkersTest::options()
{
    return {.toml = uR"([ai]
embedded = "false"

[[worker]]
name = "echo"
command = ["bash", "-c", "touch said; exec tail -n +1 -f said", "--password=x", "http://me:pw@host/"]
environment = { API_KEY = "geheim", LOG = "info" }
stop_signal = "KILL"

[[worker]]
name = "faller"
command = ["bash", "-c", "echo down >&2; exit 3"]
max_restarts = 1
backoff_base_seconds = 0.05
)"_s};
}

void DataWorkersTest::initTestCase()
{
    QVERIFY2(m_daemon.start(), m_daemon.errorText().constData());
    QVERIFY(m_daemon.waitForWorker(u"echo"_s, u"running"_s));
    QVERIFY(m_daemon.waitForWorker(u"faller"_s, u"failed"_s));
}

void DataWorkersTest::tellsAWorkerWhole()
{
    const QJsonObject echo = m_daemon.get(Workers + "echo").json();
    QCOMPARE(echo[u"status"_s].toString(), u"running"_s);
    QVERIFY(echo[u"pid"_s].toInteger() > 0);
    QVERIFY(echo[u"uptime_seconds"_s].toDouble(-1) >= 0);
    QVERIFY(echo[u"status_since"_s].isString());
    QCOMPARE(echo[u"last_exit"_s], QJsonValue());
    QCOMPARE(echo[u"log_file"_s].toString(), m_daemon.dataDirectory() + u"/logs/echo.log"_s);
    const QJsonObject definition = echo[u"definition"_s].toObject();
    QCOMPARE(definition[u"command"_s][0].toString(), u"bash"_s);
    QCOMPARE(definition[u"command"_s][3].toString(), u"--password=***"_s);
    QCOMPARE(definition[u"command"_s][4].toString(), u"http://***@host/"_s);
    QCOMPARE(definition[u"environment"_s].toObject(),
             (QJsonObject{{u"API_KEY"_s, u"***"_s}, {u"LOG"_s, u"***"_s}}));
    QCOMPARE(definition[u"stop_signal"_s].toInt(), 9);

    QVERIFY(waitUntil([this] {
        return m_daemon.get(Workers + "faller").json()[u"recent_restarts"_s].toArray().size() == 4;
    }));
    const QJsonObject faller = m_daemon.get(Workers + "faller").json();
    QCOMPARE(faller[u"uptime_seconds"_s], QJsonValue());
    QCOMPARE(faller[u"last_exit"_s][u"code"].toInt(), 3);
    QCOMPARE(faller[u"last_exit"_s][u"signal"], QJsonValue(QJsonValue::Null));
    QCOMPARE(faller[u"recent_restarts"_s][0][u"status"].toString(), u"failed"_s);
    isError(m_daemon.get(Workers + "nobody"), 404, u"Worker 'nobody' not found"_s);
    isError(m_daemon.get(Workers + "no-body"), 400, u"Invalid worker name"_s);
}

void DataWorkersTest::followsALog()
{
    const qint64 before = logs("tail=1")[u"last"_s].toInteger();
    const QByteArray after = "after=" + QByteArray::number(before);
    QCOMPARE(logs(after)[u"lines"_s].toArray().size(), 0);
    // It is asked before there is a line, and answered with it.
    QTimer::singleShot(300, this, [this] { QVERIFY(say("one")); });
    const QJsonObject one = logs(after + "&follow=true");
    QCOMPARE(one[u"lines"_s][0][u"text"].toString(), u"one"_s);
    QCOMPARE(one[u"lines"_s][0][u"number"].toInteger(), before + 1);
    QCOMPARE(one[u"last"_s].toInteger(), before + 1);
    // What is there already is given at once, the newest of them, with what is left out counted.
    for (const QByteArray word : {"two", "three", "four"}) {
        QVERIFY(say(word));
    }
    QVERIFY(waitUntil([&] { return logs("tail=1")[u"last"_s].toInteger() == before + 4; }));
    const QJsonObject rest = logs("follow=true&tail=2&after=" + QByteArray::number(before + 1));
    QCOMPARE(rest[u"lines"_s].toArray().size(), 2);
    QCOMPARE(rest[u"lines"_s][0][u"text"].toString(), u"three"_s);
    QCOMPARE(rest[u"missed"_s].toInteger(), 1);
}

void DataWorkersTest::waitsForSoLongAtMost()
{
    const QByteArray last = QByteArray::number(logs("tail=1")[u"last"_s].toInteger());
    QElapsedTimer timer;
    timer.start();
    const QJsonObject none = logs("wait=1&after=" + last);
    QVERIFY(timer.elapsed() >= 900);
    QCOMPARE(none[u"lines"_s].toArray().size(), 0);
    QCOMPARE(none[u"last"_s].toInteger(), last.toLongLong());
}

// A number that this log has not reached is one of an earlier start.
void DataWorkersTest::aLogThatBeganAnew()
{
    const QJsonObject all = logs("after=1000000&follow=true&tail=500");
    QCOMPARE(all[u"lines"_s].toArray().size(), all[u"last"_s].toInt());
    QCOMPARE(all[u"missed"_s].toInt(), 0);
}

void DataWorkersTest::badRequests_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("words");
    QTest::newRow("no tail") << QByteArray("tail=0") << u"tail '0'"_s;
    QTest::newRow("before the first") << QByteArray("after=-1") << u"after '-1'"_s;
    QTest::newRow("for ever") << QByteArray("wait=26&after=1") << u"wait '26'"_s;
    QTest::newRow("perhaps") << QByteArray("follow=perhaps") << u"follow 'perhaps'"_s;
}

void DataWorkersTest::badRequests()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, words);
    isError(m_daemon.get(Workers + "echo/logs?" + query), 400, words);
}

void DataWorkersTest::tellsTheConfiguration()
{
    const Answer answer = m_daemon.get("/api/config");
    QCOMPARE(answer.status, 200);
    QHash<QString, QJsonObject> settings;
    const QJsonArray all = answer.json()[u"settings"_s].toArray();
    for (const auto &one : all) {
        settings.insert(one[u"key"].toString(), one.toObject());
    }
    QCOMPARE(settings[u"ai.embedded"_s][u"value"_s].toString(), u"false"_s);
    QCOMPARE(settings[u"ai.embedded"_s][u"origin"_s].toString(), m_daemon.configFile() + u":2"_s);
    QCOMPARE(settings[u"server.port"_s][u"origin"_s].toString(), u"command line"_s);
    QCOMPARE(settings[u"pipeline.retention_days"_s][u"origin"_s].toString(), u"default"_s);
    QCOMPARE(settings[u"worker.echo.max_restarts"_s][u"value"_s].toInt(), 5);
    QVERIFY(!answer.body.contains("geheim"));
    QVERIFY(!answer.body.contains("me:pw"));
}

// Who comes while a line is on its way does not put off those who wait for it; who finds no room
// any more is told so.
void DataWorkersTest::aCrowdFollows()
{
    QTcpSocket *first = follow("echo", logs("tail=1")[u"last"_s].toInteger());
    const QByteArray target = Workers + "faller/logs?tail=1";
    const qint64 quiet = m_daemon.get(target).json()[u"last"_s].toInteger();
    QList<QTcpSocket *> crowd;
    QTimer newcomers;
    connect(&newcomers, &QTimer::timeout, this, [&] {
        crowd.append(follow("faller", quiet));
        if (crowd.size() == 20) {
            QVERIFY(say("five"));
        }
        if (crowd.size() == 100) {
            newcomers.stop();
        }
    });
    newcomers.start(10);
    QVERIFY(QTest::qWaitFor([&] { return first->bytesAvailable() > 0; }, 10'000));
    QVERIFY(first->readAll().startsWith("HTTP/1.1 200"));
    QVERIFY(QTest::qWaitFor([&] { return crowd.size() == 100; }, 10'000));
    QVERIFY(QTest::qWaitFor([&] { return crowd.last()->bytesAvailable() > 0; }, 10'000));
    const QByteArray refused = crowd.last()->readAll();
    QVERIFY2(refused.startsWith("HTTP/1.1 503"), refused.constData());
    QVERIFY2(refused.contains("Retry-After: 5\r\n"), refused.constData());
    QCOMPARE(crowd.first()->bytesAvailable(), 0);
}

QTEST_GUILESS_MAIN(DataWorkersTest)
#include "tst_dataworkers.moc"
