// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/iserror.h"
#include "tests/scenario/support/stubservice.h"

#include <QTest>

using namespace Qt::StringLiterals;
using scenario::Answer;
using scenario::Base;
using scenario::Daemon;
using scenario::isError;
using scenario::StubService;
using scenario::waitUntil;
using scenario::Workers;

/// Wrong names and numbers against one real daemon, and one without a supervisor.
class ApiErrorsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void badNames_data();
    void badNames();
    void withoutSupervisor_data();
    void withoutSupervisor();
    void statusWithoutSupervisor();
    void numbers_data();
    void numbers();
    void goodNumbers_data();
    void goodNumbers();
    void breakers_data();
    void breakers();

private:
    Daemon m_daemon{{.toml = u"[ai]\nembedded = \"false\"\n"_s}};
    StubService m_stub; ///< so that nothing is wrong with the idle one but its lack of workers
    Daemon m_idle{{.toml = m_stub.toml(u"probe_interval_seconds = 0.2"_s)
                       + u"[supervisor]\nenabled = false\n"_s}};
};

void ApiErrorsTest::initTestCase()
{
    QVERIFY2(m_daemon.start(), m_daemon.errorText().constData());
    QVERIFY2(m_idle.start(), m_idle.errorText().constData());
    for (const QString &name : {u"file_watcher"_s, u"detection_worker"_s}) {
        QVERIFY2(m_daemon.waitForWorker(name, u"running"_s), m_daemon.errorText().constData());
    }
}

// The name is checked first: where it is bad, it does not matter what else is wrong.
void ApiErrorsTest::badNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("status");

    QTest::newRow("a digit first") << QByteArray("1st") << 400;
    QTest::newRow("an underscore first") << QByteArray("_x") << 400;
    QTest::newRow("a hyphen") << QByteArray("file-watcher") << 400;
    QTest::newRow("a dot") << QByteArray("a.b") << 400;
    QTest::newRow("a space") << QByteArray("file%20watcher") << 400;
    QTest::newRow("a plus is no space") << QByteArray("file+watcher") << 400;
    QTest::newRow("a letter with a tail") << QByteArray("file_watcher%20") << 400;
    QTest::newRow("an umlaut") << QByteArray("k%C3%A4mera") << 400;
    QTest::newRow("a digit of another script") << QByteArray("a%D9%A1") << 400;
    QTest::newRow("NUL") << QByteArray("a%00") << 400;
    QTest::newRow("a line feed") << QByteArray("file_watcher%0a") << 400;
    QTest::newRow("an escaped slash") << QByteArray("a%2fb") << 400;
    QTest::newRow("dots") << QByteArray("..") << 400;
    QTest::newRow("decoded only once") << QByteArray("file%255fwatcher") << 400;
    QTest::newRow("65 characters") << QByteArray(65, 'a') << 400;
    QTest::newRow("64 characters") << QByteArray(64, 'a') << 404;
    QTest::newRow("one letter") << QByteArray("x") << 404;
    QTest::newRow("another case") << QByteArray("File_Watcher") << 404;
    QTest::newRow("an embedded service that is off") << QByteArray("vision") << 404;
}

void ApiErrorsTest::badNames()
{
    QFETCH(QByteArray, name);
    QFETCH(int, status);

    const QString words = status == 404 ? u"not found"_s : QString();
    for (const QByteArray &verb : {"start"_ba, "stop"_ba, "restart"_ba}) {
        isError(m_daemon.post(Workers + name + '/' + verb), status, words);
        isError(m_idle.post(Workers + name + '/' + verb), status == 404 ? 503 : 400, {});
    }
    isError(m_daemon.post(Base + "supervisor/reset/" + name), status, words);
    isError(m_idle.post(Base + "supervisor/reset/" + name), status == 404 ? 503 : 400, {});
    isError(m_daemon.get(Workers + name + "/logs"), status, words);
}

void ApiErrorsTest::withoutSupervisor_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");

    const QString supervisor = u"supervisor"_s;
    QTest::newRow("start") << QByteArray(Workers + "file_watcher/start") << 503 << supervisor;
    QTest::newRow("stop") << QByteArray(Workers + "file_watcher/stop") << 503 << supervisor;
    QTest::newRow("restart") << QByteArray(Workers + "file_watcher/restart") << 503 << supervisor;
    QTest::newRow("reset") << QByteArray(Base + "supervisor/reset/file_watcher") << 503
                           << supervisor;
    QTest::newRow("unknown worker") << QByteArray(Workers + "nobody/start") << 503 << supervisor;
    QTest::newRow("bad name") << QByteArray(Workers + "a.b/start") << 400
                              << u"Invalid worker name"_s;
    QTest::newRow("reset of a bad name")
        << QByteArray(Base + "supervisor/reset/a.b") << 400 << u"Invalid worker name"_s;
}

void ApiErrorsTest::withoutSupervisor()
{
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QFETCH(QString, words);

    isError(m_idle.post(target), status, words);
}

void ApiErrorsTest::statusWithoutSupervisor()
{
    for (const QByteArray &path : {"supervisor"_ba, "supervisor/status"_ba}) {
        const Answer answer = m_idle.get(Base + path);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json().value(u"running"), QJsonValue(false));
        QCOMPARE(answer.json().value(u"worker_count"), QJsonValue(0));
        QCOMPARE(answer.json().value(u"workers"), QJsonValue(QJsonArray()));
    }
    const Answer history = m_idle.get(Base + "supervisor/restart-history");
    QCOMPARE(history.status, 200);
    QCOMPARE(history.json().value(u"items"), QJsonValue(QJsonArray()));
    // Without workers nobody watches files, which is critical.
    const Answer pipeline = m_idle.get(Base + "pipeline");
    QCOMPARE(pipeline.status, 200);
    const QJsonValue watcher = pipeline.json().value(u"file_watcher");
    QVERIFY2(watcher.isNull() || watcher[u"running"] == QJsonValue(false),
             pipeline.body.constData());
    const auto message = [this] {
        return m_idle.get(Base + "health/full").json().value(u"message").toString();
    };
    QVERIFY2(waitUntil([&] { return message().endsWith(u": file_watcher"); }),
             qPrintable(message()));
    const Answer health = m_idle.get(Base + "health/full");
    QCOMPARE(health.status, 503);
    QCOMPARE(health.json().value(u"status").toString(), u"unhealthy"_s);
    QCOMPARE(health.json().value(u"ready"), QJsonValue(false));
}

void ApiErrorsTest::numbers_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("rule");

    const QString limit = u"an integer from 1 to 100"_s;
    const QString offset = u"an integer of at least 0"_s;
    const auto row = [](const char *query, const QString &field, const QString &value,
                        const QString &rule) {
        QTest::newRow(query) << QByteArray(query) << field << value << rule;
    };
    row("limit=0", u"limit"_s, u"'0'"_s, limit);
    row("limit=101", u"limit"_s, u"'101'"_s, limit);
    row("limit=-1", u"limit"_s, u"'-1'"_s, limit);
    row("limit=abc", u"limit"_s, u"'abc'"_s, limit);
    row("limit=1.5", u"limit"_s, u"'1.5'"_s, limit);
    row("limit=1e1", u"limit"_s, u"'1e1'"_s, limit);
    row("limit=0x10", u"limit"_s, u"'0x10'"_s, limit);
    row("limit=", u"limit"_s, u"''"_s, limit);
    row("limit", u"limit"_s, u"''"_s, limit);
    row("limit=%2B5", u"limit"_s, u"'+5'"_s, limit);
    row("limit=+5", u"limit"_s, u"' 5'"_s, limit);
    row("limit=9223372036854775808", u"limit"_s, u"'9223372036854775808'"_s, limit);
    row("limit=18446744073709551617", u"limit"_s, u"'18446744073709551617'"_s, limit);
    row("offset=-1", u"offset"_s, u"'-1'"_s, offset);
    row("offset=abc", u"offset"_s, u"'abc'"_s, offset);
    row("offset=1.5", u"offset"_s, u"'1.5'"_s, offset);
    row("offset=", u"offset"_s, u"''"_s, offset);
    row("offset=9223372036854775808", u"offset"_s, u"'9223372036854775808'"_s, offset);
    row("limit=5&offset=-5", u"offset"_s, u"'-5'"_s, offset);
    row("limit=1&limit=2", u"limit"_s, QString(), u"more than once"_s);
    row("offset=0&offset=0", u"offset"_s, QString(), u"more than once"_s);
    row("worker_name=a&worker_name=b", u"worker_name"_s, QString(), u"more than once"_s);
    row("limit=%ff", u"limit"_s, QString(), u"malformed"_s);
}

void ApiErrorsTest::numbers()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(QString, rule);

    const Answer answer = m_daemon.get(Base + "supervisor/restart-history?" + query);
    isError(answer, 400, field);
    isError(answer, 400, value);
    isError(answer, 400, rule);
}

void ApiErrorsTest::goodNumbers_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("limit");
    QTest::addColumn<qint64>("offset");

    QTest::newRow("nothing") << QByteArray() << 50 << qint64(0);
    QTest::newRow("least") << QByteArray("limit=1&offset=0") << 1 << qint64(0);
    QTest::newRow("most") << QByteArray("limit=100") << 100 << qint64(0);
    QTest::newRow("zeros in front") << QByteArray("limit=007") << 7 << qint64(0);
    QTest::newRow("far behind the end")
        << QByteArray("offset=9007199254740991") << 50 << qint64(9007199254740991);
    QTest::newRow("unknown worker") << QByteArray("worker_name=nobody") << 50 << qint64(0);
    QTest::newRow("a name that none can have") << QByteArray("worker_name=%27") << 50 << qint64(0);
}

void ApiErrorsTest::goodNumbers()
{
    QFETCH(QByteArray, query);
    QFETCH(int, limit);
    QFETCH(qint64, offset);

    const Answer answer = m_daemon.get(Base + "supervisor/restart-history?" + query);
    QCOMPARE(answer.status, 200);
    const QJsonValue pagination = answer.json().value(u"pagination");
    QCOMPARE(pagination[u"limit"].toInt(), limit);
    QCOMPARE(pagination[u"offset"].toInteger(), offset);
    QCOMPARE(pagination[u"items_count"].toInt(), 0);
    QCOMPARE(pagination[u"has_more"], QJsonValue(false));
}

void ApiErrorsTest::breakers_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");

    const QString invalid = u"Invalid circuit breaker name"_s;
    QTest::newRow("known") << QByteArray("yolo26") << 200 << QString();
    QTest::newRow("again") << QByteArray("yolo26") << 200 << QString();
    QTest::newRow("unknown, with those that there are")
        << QByteArray("postgresql") << 404 << u"yolo26, nemotron, florence, clip, enrichment"_s;
    QTest::newRow("a hyphen is allowed") << QByteArray("a-b_C1") << 404 << u"a-b_C1"_s;
    QTest::newRow("64 characters") << QByteArray(64, 'a') << 404 << QString();
    QTest::newRow("65 characters") << QByteArray(65, 'a') << 400 << invalid;
    QTest::newRow("a dot") << QByteArray("yolo.26") << 400 << invalid;
    QTest::newRow("a space") << QByteArray("yolo%2026") << 400 << invalid;
    QTest::newRow("an umlaut") << QByteArray("%C3%A4") << 400 << invalid;
}

void ApiErrorsTest::breakers()
{
    QFETCH(QByteArray, name);
    QFETCH(int, status);
    QFETCH(QString, words);

    const Answer answer = m_daemon.post(Base + "circuit-breakers/" + name + "/reset");
    if (status != 200) {
        return isError(answer, status, words);
    }
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json().value(u"previous_state").toString(), u"closed"_s);
    QCOMPARE(answer.json().value(u"message").toString(),
             u"Circuit breaker 'yolo26' reset successfully from closed to closed"_s);
}

QTEST_GUILESS_MAIN(ApiErrorsTest)
#include "tst_apierrors.moc"
