// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ctl.h"
#include "tests/app/fakeapi.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// --wait: what is waited for, what is printed, and how the program ends.
class CtlWaitTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worker_data();
    void worker();
    void health_data();
    void health();
    void oneDocument();
    void unreachable();

private:
    FakeApi m_api;
};

namespace {

QByteArray workers(const QByteArray &status, const QByteArray &error = "null")
{
    return R"({"running":true,"workers":[{"name":"other","status":"failed"},{"name":"cam",)"
           R"("status":")"
        + status + R"(","error":)" + error + "}]}";
}

QByteArray verdict(const QByteArray &status)
{
    return R"({"status":")" + status + R"(","message":"so"})";
}

} // namespace

void CtlWaitTest::worker_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QList<QByteArray>>("statuses");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("err");
    using Statuses = QList<QByteArray>;
    QTest::newRow("until it runs")
        << QStringList{u"start"_s, u"cam"_s, u"--wait"_s}
        << Statuses{workers("restarting"), workers("crashed"), workers("running")} << 0
        << QString();
    QTest::newRow("until it is stopped")
        << QStringList{u"stop"_s, u"cam"_s, u"--wait"_s, u"9"_s}
        << Statuses{workers("running"), workers("stopped")} << 0 << QString();
    QTest::newRow("it fails") << QStringList{u"reset"_s, u"--wait"_s, u"cam"_s}
                              << Statuses{workers("restarting"), workers("failed", R"("code 3")")}
                              << 1 << u"signalboxctl: cam has failed: code 3\n"_s;
    QTest::newRow("in vain") << QStringList{u"restart"_s, u"cam"_s, u"--wait=1"_s}
                             << Statuses{workers("crashed")} << 1
                             << u"signalboxctl: cam is crashed after 1 s\n"_s;
}

void CtlWaitTest::worker()
{
    QFETCH(QStringList, arguments);
    QFETCH(QList<QByteArray>, statuses);
    m_api.answer("200 OK", R"({"success":true,"message":"so be it"})");
    for (const QByteArray &status : statuses) {
        m_api.then("200 OK", status);
    }
    const Ended ended = ctl(arguments + QStringList{u"--url"_s, m_api.url()});
    QCOMPARE(ended.out, u"so be it\n"_s);
    QTEST(ended.err, "err");
    QTEST(ended.code, "code");
    QVERIFY(m_api.requestLines().size() > statuses.size());
}

void CtlWaitTest::health_data()
{
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QList<QByteArray>>("answers");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("err");
    using Answers = QList<QByteArray>;
    QTest::newRow("at once") << u"status"_s << Answers{verdict("healthy")} << 0 << QString();
    QTest::newRow("later") << u"status"_s
                           << Answers{verdict("unhealthy"), verdict("degraded"), verdict("healthy")}
                           << 0 << QString();
    QTest::newRow("in vain") << u"status"_s << Answers{verdict("degraded")} << 4
                             << u"signalboxctl: not healthy after 1 s\n"_s;
    QTest::newRow("of health") << u"health"_s << Answers{verdict("unhealthy")} << 4 << QString();
}

void CtlWaitTest::health()
{
    QFETCH(QString, verb);
    QFETCH(QList<QByteArray>, answers);
    const auto status = [](const QByteArray &answer) {
        return answer.contains("unhealthy") ? "503 Service Unavailable" : "200 OK";
    };
    m_api.answer(status(answers.first()), answers.first());
    for (const QByteArray &answer : answers.mid(1)) {
        m_api.then(status(answer), answer);
    }
    const Ended ended = ctl({verb, u"--wait"_s, u"1"_s, u"--json"_s, u"--url"_s, m_api.url()});
    QCOMPARE(ended.out, QString::fromUtf8(answers.last() + '\n'));
    QTEST(ended.err, "err");
    QTEST(ended.code, "code");
}

// Also while it waits, the program prints one document: the answer to the order.
void CtlWaitTest::oneDocument()
{
    m_api.answer("200 OK", R"({"message":"so be it"})");
    m_api.then("200 OK", workers("running"));
    const Ended ended =
        ctl({u"start"_s, u"cam"_s, u"--wait"_s, u"--json"_s, u"--url"_s, m_api.url()});
    QCOMPARE(ended.out, u"{\"message\":\"so be it\"}\n"_s);
    QCOMPARE(ended.code, 0);
}

void CtlWaitTest::unreachable()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const QString place = u"127.0.0.1:%1"_s.arg(closed.serverPort());
    closed.close();
    const Ended ended = ctl({u"status"_s, u"--wait=1"_s, u"--url"_s, u"http://"_s + place});
    QCOMPARE(ended.err, u"signalboxctl: %1: Connection refused\n"_s.arg(place));
    QCOMPARE(ended.code, 3);
}

QTEST_GUILESS_MAIN(CtlWaitTest)
#include "tst_ctlwait.moc"
