// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/iserror.h"

using namespace Qt::StringLiterals;
using namespace scenario;

/// What the lists of events, detections and journal lines say of requests that they cannot answer.
class DataErrorsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase() { QVERIFY2(m_daemon.start(), m_daemon.errorText().constData()); }

    void badRequests_data();
    void badRequests();

private:
    Daemon m_daemon;
};

void DataErrorsTest::badRequests_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    const auto get = [](const char *name, const QByteArray &target, const QString &words) {
        QTest::newRow(name) << QByteArray("GET") << target << QByteArray() << 400 << words;
    };
    get("a cursor of before", "/api/events?cursor=7", u"next_cursor of an answer"_s);
    get("a level of nobody", "/api/events?risk_level=awful", u"risk_level 'awful'"_s);
    get("too much of a risk", "/api/events?min_risk=101", u"min_risk '101'"_s);
    get("neither true nor false", "/api/events?reviewed=maybe", u"reviewed 'maybe'"_s);
    get("no time", "/api/events?since=yesterday", u"since 'yesterday'"_s);
    get("an empty text", "/api/events?text=", u"text ''"_s);
    get("surer than sure", "/api/detections?min_confidence=2", u"min_confidence '2'"_s);
    get("no event", "/api/detections?event_id=x", u"event_id 'x'"_s);
    get("no number", "/api/events/x", u"id 'x'"_s);
    get("no number of a detection", "/api/detections/-1", u"id '-1'"_s);
    get("a cause before the first", "/api/journal?cause=0", u"cause '0'"_s);
    const auto row = [](const char *name, const QByteArray &method, const QByteArray &target,
                        const QByteArray &body, int status, const QString &words) {
        QTest::newRow(name) << method << target << body << status << words;
    };
    row("an event of nobody", "GET", "/api/events/99", {}, 404, u"Event 99 not found"_s);
    row("a detection of nobody", "GET", "/api/detections/99", {}, 404, u"Detection 99 not found"_s);
    row("another key", "PATCH", "/api/events/1", R"({"risk_score":1})", 400, u"risk_score"_s);
    row("no truth", "PATCH", "/api/events/1", R"({"reviewed":null})", 400, u"reviewed"_s);
    row("notes without end", "PATCH", "/api/events/1",
        R"({"notes":")" + QByteArray(10'001, 'x') + R"("})", 400, u"notes"_s);
    row("an empty reason", "DELETE", "/api/events/1?reason=", {}, 400, u"reason"_s);
}

void DataErrorsTest::badRequests()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, words);
    isError(m_daemon.request(method, target, {{"Content-Type", "application/json"}}, body), status,
            words);
}

QTEST_GUILESS_MAIN(DataErrorsTest)
#include "tst_dataerrors.moc"
