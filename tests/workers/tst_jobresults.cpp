// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/jobs.h"
#include "tests/support/nastyserver.h"
#include "tests/support/testimages.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using support::analysisJob;
using support::Child;
using support::GoodDetection;
using support::NastyServer;
using support::Patience;
using support::resultOf;

/// What the real detection and analysis workers make of services and files, good and bad.
class JobResultsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void detects();
    void badServices_data();
    void badServices();
    void badFiles_data();
    void badFiles();
    void nobodyListens();
    void aHugeAnswerIsCut();
    void analyses();
    void aServerWithAChatOnly();
    void aModelThatFailsGivesNoScore_data();
    void aModelThatFailsGivesNoScore();
    void anEmptyBatch();

private:
    const support::JobFolder m_folder;
};

void JobResultsTest::detects()
{
    const NastyServer service(NastyServer::http(200, GoodDetection));
    Child child({u"detection_worker"_s});
    const QJsonObject result = resultOf(child, m_folder.detectionJob(service.url()));
    QVERIFY(result.value(u"ok"_s).toBool());
    QCOMPARE(result.value(u"id"_s).toInt(), 7);
    QCOMPARE(result.value(u"token"_s).toString(), u"t-1"_s);
    QCOMPARE(result.value(u"image_width"_s).toInt(), 64);
    const QJsonObject detection = result.value(u"detections"_s).toArray().at(0).toObject();
    QCOMPARE(detection.value(u"class"_s).toString(), u"person"_s);
    QCOMPARE(detection.value(u"bbox"_s).toObject().value(u"height"_s).toInt(), 40);
    QVERIFY(detection.value(u"source"_s).isNull()); // this server does not say
    QVERIFY(service.request().contains("name=\"camera_id\"\r\n\r\ncam\r\n--"));
    QVERIFY(service.request().startsWith("POST /service/detect HTTP/1.1\r\n"));
    QVERIFY(service.request().contains(support::jpegImage(64, 64))); // unchanged
}

void JobResultsTest::badServices_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("closes");
    QTest::addColumn<bool>("dribbles");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("status");
    const auto row = [](const char *label, const QByteArray &answer, const QString &kind,
                        int status) {
        QTest::newRow(label) << answer << false << false << kind << status;
    };
    row("500", NastyServer::http(500, R"({"detail":"out of memory"})"), u"http"_s, 500);
    row("503", NastyServer::http(503, ""), u"http"_s, 503);
    row("400", NastyServer::http(400, R"({"detail":"bad image"})"), u"http"_s, 400);
    row("a redirect is not followed",
        NastyServer::http(302, "", "Location: http://127.0.0.1:1/\r\n"), u"http"_s, 302);
    row("html", NastyServer::http(200, "<html>"), u"garbage"_s, 200);
    row("wrong types", NastyServer::http(200, R"({"detections":7})"), u"garbage"_s, 200);
    row("nothing for ever", {}, u"timeout"_s, 0);
    QTest::newRow("a byte now and then")
        << NastyServer::http(200, GoodDetection) << false << true << u"timeout"_s << 200;
    QTest::newRow("hangs up") << QByteArray() << true << false << u"closed"_s << 0;
    QTest::newRow("half an answer")
        << NastyServer::http(200, GoodDetection).chopped(20) << true << false << u"closed"_s << 200;
    QTest::newRow("not HTTP") << QByteArray("SSH-2.0-x\r\n\r\n") << true << false << u"closed"_s
                              << 0;
}

void JobResultsTest::badServices()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, closes);
    QFETCH(bool, dribbles);
    NastyServer service(answer);
    service.closes = closes;
    service.dribbles = dribbles;
    Child child({u"detection_worker"_s});
    const QJsonObject result = resultOf(child, m_folder.detectionJob(service.url()));
    QCOMPARE(result.value(u"ok"_s), QJsonValue(false));
    QTEST(result.value(u"kind"_s).toString(), "kind");
    QTEST(result.value(u"http_status"_s).toInt(0), "status");
    QVERIFY(!result.value(u"error"_s).toString().isEmpty());
    QCOMPARE(result.value(u"token"_s).toString(), u"t-1"_s);
    QVERIFY(service.requests() <= 1);
}

void JobResultsTest::badFiles_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("root"); ///< relative to the folder of the test
    QTest::addColumn<QString>("kind");
    const auto row = [](const char *label, const QString &path, const QString &kind) {
        QTest::newRow(label) << path << u"root"_s << kind;
    };
    row("gone", u"/cam/none.jpg"_s, u"file"_s);
    row("link", u"/cam/link.jpg"_s, u"file"_s);
    row("outside", u"/../outside.jpg"_s, u"file"_s);
    row("folder", u"/cam"_s, u"file"_s);
    row("other bytes than were accepted", u"/cam/other.jpg"_s, u"replaced"_s);
    QTest::newRow("the whole root is away") << u"/cam/a.jpg"_s << u"away"_s << u"root"_s;
}

void JobResultsTest::badFiles()
{
    QFETCH(QString, path);
    QFETCH(QString, root);
    support::writeFile(m_folder.root() + u"/cam/other.jpg"_s, support::jpegImage(32, 32));
    support::writeFile(m_folder.path(u"outside.jpg"_s), support::jpegImage(64, 64));
    QFile::link(m_folder.path(u"outside.jpg"_s), m_folder.root() + u"/cam/link.jpg"_s);
    const NastyServer service(NastyServer::http(200, GoodDetection));
    Child child({u"detection_worker"_s});
    QJsonObject job = m_folder.detectionJob(service.url());
    job.insert(u"root"_s, m_folder.path(root));
    job.insert(u"path"_s, QString(m_folder.path(root) + path));
    const QJsonObject result = resultOf(child, job);
    QTEST(result.value(u"kind"_s).toString(), "kind");
    QVERIFY(result.value(u"http_status"_s).isNull());
    QCOMPARE(service.requests(), 0);
}

void JobResultsTest::nobodyListens()
{
    QString url;
    {
        const NastyServer service;
        url = service.url();
    }
    Child child({u"detection_worker"_s});
    QCOMPARE(resultOf(child, m_folder.detectionJob(url)).value(u"kind"_s).toString(), u"refused"_s);
}

void JobResultsTest::aHugeAnswerIsCut()
{
    const NastyServer service(NastyServer::http(200, QByteArray(qsizetype{17} * 1024 * 1024, ' ')));
    Child child({u"detection_worker"_s});
    QJsonObject job = m_folder.detectionJob(service.url());
    job.insert(u"timeout_ms"_s, Patience);
    QCOMPARE(resultOf(child, job).value(u"kind"_s).toString(), u"too_large"_s);
}

void JobResultsTest::analyses()
{
    const NastyServer service(NastyServer::http(
        200,
        R"({"content":"<think>hm {</think>Here: {\"risk_score\":88,\"risk_level\":\"low\",)"
        R"(\"summary\":\"A person\",\"reasoning\":\"night\"}"})"));
    Child child({u"analysis_worker"_s});
    const QJsonObject result = resultOf(child, analysisJob(service.url()));
    QVERIFY2(result.value(u"ok"_s).toBool(), qPrintable(result.value(u"error"_s).toString()));
    QCOMPARE(result.value(u"risk_score"_s).toInt(), 88);
    QCOMPARE(result.value(u"risk_level"_s).toString(), u"critical"_s);
    QCOMPARE(result.value(u"summary"_s).toString(), u"A person"_s);
    QVERIFY(result.value(u"prompt"_s).toString().contains(u"- person: 1 detections"_s));
    QVERIFY(service.request().startsWith("POST /service/completion HTTP/1.1\r\n"));
}

void JobResultsTest::aServerWithAChatOnly()
{
    NastyServer service(NastyServer::http(
        200,
        R"({"choices":[{"message":{"role":"assistant","content":"{\"risk_score\":12,)"
        R"(\"risk_level\":\"low\",\"summary\":\"A cat\",\"reasoning\":\"small\"}"}}]})"));
    service.first = NastyServer::http(404, R"({"error":"no such route"})");
    Child child({u"analysis_worker"_s});
    const QJsonObject result = resultOf(child, analysisJob(service.url()));
    QVERIFY2(result.value(u"ok"_s).toBool(), qPrintable(result.value(u"error"_s).toString()));
    QCOMPARE(result.value(u"risk_score"_s).toInt(), 12);
    QCOMPARE(service.requests(), 2);
    QVERIFY(service.request().startsWith("POST /service/v1/chat/completions HTTP/1.1\r\n"));
    QVERIFY(service.request().contains(R"("role":"system")"));
}

void JobResultsTest::aModelThatFailsGivesNoScore_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("kind");
    QTest::newRow("prose") << NastyServer::http(200, R"({"content":"I cannot say"})")
                           << u"garbage"_s;
    QTest::newRow("no content") << NastyServer::http(200, "{}") << u"garbage"_s;
    QTest::newRow("503") << NastyServer::http(503, R"({"error":"loading"})") << u"http"_s;
    QTest::newRow("silence") << QByteArray() << u"timeout"_s;
}

void JobResultsTest::aModelThatFailsGivesNoScore()
{
    QFETCH(QByteArray, answer);
    const NastyServer service(answer);
    Child child({u"analysis_worker"_s});
    const QJsonObject result = resultOf(child, analysisJob(service.url()));
    QCOMPARE(result.value(u"ok"_s), QJsonValue(false));
    QTEST(result.value(u"kind"_s).toString(), "kind");
    QVERIFY(!result.contains(u"risk_score"_s));
}

void JobResultsTest::anEmptyBatch()
{
    const NastyServer service;
    Child child({u"analysis_worker"_s});
    QJsonObject job = analysisJob(service.url());
    job.insert(u"batch"_s, QJsonObject());
    QCOMPARE(resultOf(child, job).value(u"kind"_s).toString(), u"batch"_s);
    QCOMPARE(service.requests(), 0);
}

QTEST_GUILESS_MAIN(JobResultsTest)
#include "tst_jobresults.moc"
