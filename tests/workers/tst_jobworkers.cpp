// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/child.h"
#include "tests/support/nastyserver.h"
#include "tests/support/testimages.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QSocketNotifier>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using support::Child;
using support::NastyServer;

namespace {

constexpr int Patience = 20000;
constexpr auto GoodDetection =
    R"({"image_width":64,"image_height":64,"inference_time_ms":5,"detections":[)"
    R"({"class":"person","confidence":0.9,"bbox":{"x":1,"y":2,"width":30,"height":40}}]})";

} // namespace

/// The real detection and analysis workers against services that misbehave.
class JobWorkersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void detects();
    void badServices_data();
    void badServices();
    void badFiles_data();
    void badFiles();
    void nobodyListens();
    void aHugeAnswerIsCut();
    void analyses();
    void aModelThatFailsGivesNoScore_data();
    void aModelThatFailsGivesNoScore();
    void anEmptyBatch();
    void oneInWorkOneWaiting();
    void heartbeatsGoOnDuringAJob();
    void leavesDuringAJob();
    void garbageOnTheInput();

private:
    QJsonObject detectionJob(const QString &url) const;
    QJsonObject analysisJob(const QString &url) const;
    QJsonObject resultOf(Child &child, const QJsonObject &job) const;

    QTemporaryDir m_folder;
    QString m_root;
};

void JobWorkersTest::initTestCase()
{
    m_root = m_folder.path() + u"/root"_s;
    QVERIFY(support::writeFile(m_root + u"/cam/a.jpg"_s, support::jpegImage(64, 64)));
}

QJsonObject JobWorkersTest::detectionJob(const QString &url) const
{
    return {{u"type"_s, u"job"_s},   {u"id"_s, 7},
            {u"token"_s, u"t-1"_s},  {u"path"_s, QString(m_root + u"/cam/a.jpg"_s)},
            {u"root"_s, m_root},     {u"url"_s, url},
            {u"timeout_ms"_s, 1500}, {u"confidence_threshold"_s, 0.5}};
}

QJsonObject JobWorkersTest::analysisJob(const QString &url) const
{
    const QJsonObject detection{{u"object_type"_s, u"person"_s},
                                {u"confidence"_s, 0.9},
                                {u"detected_at"_s, u"2025-12-27T21:14:00Z"_s}};
    return {
        {u"type"_s, u"job"_s},
        {u"id"_s, 7},
        {u"token"_s, u"t-1"_s},
        {u"url"_s, url},
        {u"timeout_ms"_s, 1500},
        {u"batch"_s,
         QJsonObject{{u"camera_id"_s, u"front_door"_s}, {u"detections"_s, QJsonArray{detection}}}}};
}

QJsonObject JobWorkersTest::resultOf(Child &child, const QJsonObject &job) const
{
    child.send(job);
    const bool answered =
        QTest::qWaitFor([&child] { return !child.lines(u"result"_s).isEmpty(); }, Patience);
    return answered ? child.last(u"result"_s) : QJsonObject();
}

void JobWorkersTest::detects()
{
    const NastyServer service(NastyServer::http(200, GoodDetection));
    Child child({u"detection_worker"_s});
    const QJsonObject result = resultOf(child, detectionJob(service.url()));
    QVERIFY(result.value(u"ok"_s).toBool());
    QCOMPARE(result.value(u"id"_s).toInt(), 7);
    QCOMPARE(result.value(u"token"_s).toString(), u"t-1"_s);
    QCOMPARE(result.value(u"image_width"_s).toInt(), 64);
    const QJsonObject detection = result.value(u"detections"_s).toArray().at(0).toObject();
    QCOMPARE(detection.value(u"class"_s).toString(), u"person"_s);
    QCOMPARE(detection.value(u"bbox"_s).toObject().value(u"height"_s).toInt(), 40);
    QVERIFY(service.request().startsWith("POST /service/detect HTTP/1.1\r\n"));
    QVERIFY(service.request().contains(support::jpegImage(64, 64))); // unchanged
}

void JobWorkersTest::badServices_data()
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
    QTest::newRow("hangs up") << QByteArray() << true << false << u"refused"_s << 0;
    QTest::newRow("half an answer") << NastyServer::http(200, GoodDetection).chopped(20) << true
                                    << false << u"refused"_s << 200;
    QTest::newRow("not HTTP") << QByteArray("SSH-2.0-x\r\n\r\n") << true << false << u"refused"_s
                              << 0;
}

void JobWorkersTest::badServices()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, closes);
    QFETCH(bool, dribbles);
    NastyServer service(answer);
    service.closes = closes;
    service.dribbles = dribbles;
    Child child({u"detection_worker"_s});
    const QJsonObject result = resultOf(child, detectionJob(service.url()));
    QCOMPARE(result.value(u"ok"_s), QJsonValue(false));
    QTEST(result.value(u"kind"_s).toString(), "kind");
    QTEST(result.value(u"http_status"_s).toInt(0), "status");
    QVERIFY(!result.value(u"error"_s).toString().isEmpty());
    QCOMPARE(result.value(u"token"_s).toString(), u"t-1"_s);
    QVERIFY(service.requests() <= 1);
}

void JobWorkersTest::badFiles_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("gone") << u"/cam/none.jpg"_s;
    QTest::newRow("link") << u"/cam/link.jpg"_s;
    QTest::newRow("outside") << u"/../outside.jpg"_s;
    QTest::newRow("folder") << u"/cam"_s;
}

void JobWorkersTest::badFiles()
{
    QFETCH(QString, path);
    support::writeFile(m_folder.path() + u"/outside.jpg"_s, support::jpegImage(64, 64));
    QFile::link(m_folder.path() + u"/outside.jpg"_s, m_root + u"/cam/link.jpg"_s);
    const NastyServer service(NastyServer::http(200, GoodDetection));
    Child child({u"detection_worker"_s});
    QJsonObject job = detectionJob(service.url());
    job.insert(u"path"_s, QJsonValue(m_root + path));
    const QJsonObject result = resultOf(child, job);
    QCOMPARE(result.value(u"kind"_s).toString(), u"file"_s);
    QVERIFY(result.value(u"http_status"_s).isNull());
    QCOMPARE(service.requests(), 0);
}

void JobWorkersTest::nobodyListens()
{
    QString url;
    {
        const NastyServer service;
        url = service.url();
    }
    Child child({u"detection_worker"_s});
    QCOMPARE(resultOf(child, detectionJob(url)).value(u"kind"_s).toString(), u"refused"_s);
}

void JobWorkersTest::aHugeAnswerIsCut()
{
    const NastyServer service(NastyServer::http(200, QByteArray(17 * 1024 * 1024, ' ')));
    Child child({u"detection_worker"_s});
    QJsonObject job = detectionJob(service.url());
    job.insert(u"timeout_ms"_s, Patience);
    QCOMPARE(resultOf(child, job).value(u"kind"_s).toString(), u"too_large"_s);
}

void JobWorkersTest::analyses()
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

void JobWorkersTest::aModelThatFailsGivesNoScore_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("kind");
    QTest::newRow("prose") << NastyServer::http(200, R"({"content":"I cannot say"})")
                           << u"garbage"_s;
    QTest::newRow("no content") << NastyServer::http(200, "{}") << u"garbage"_s;
    QTest::newRow("503") << NastyServer::http(503, R"({"error":"loading"})") << u"http"_s;
    QTest::newRow("silence") << QByteArray() << u"timeout"_s;
}

void JobWorkersTest::aModelThatFailsGivesNoScore()
{
    QFETCH(QByteArray, answer);
    const NastyServer service(answer);
    Child child({u"analysis_worker"_s});
    const QJsonObject result = resultOf(child, analysisJob(service.url()));
    QCOMPARE(result.value(u"ok"_s), QJsonValue(false));
    QTEST(result.value(u"kind"_s).toString(), "kind");
    QVERIFY(!result.contains(u"risk_score"_s));
}

void JobWorkersTest::anEmptyBatch()
{
    const NastyServer service;
    Child child({u"analysis_worker"_s});
    QJsonObject job = analysisJob(service.url());
    job.insert(u"batch"_s, QJsonObject());
    QCOMPARE(resultOf(child, job).value(u"kind"_s).toString(), u"batch"_s);
    QCOMPARE(service.requests(), 0);
}

void JobWorkersTest::oneInWorkOneWaiting()
{
    const NastyServer silent;
    Child child({u"detection_worker"_s});
    for (int id = 1; id <= 3; ++id) {
        QJsonObject job = detectionJob(silent.url());
        job.insert(u"id"_s, id);
        child.send(job);
    }
    QTRY_COMPARE_WITH_TIMEOUT(child.lines(u"result"_s).size(), 3, Patience);
    const QList<QJsonObject> results = child.lines(u"result"_s);
    QCOMPARE(results.at(0).value(u"id"_s).toInt(), 3);
    QCOMPARE(results.at(0).value(u"kind"_s).toString(), u"busy"_s);
    QCOMPARE(results.at(1).value(u"id"_s).toInt(), 1);
    QCOMPARE(results.at(2).value(u"id"_s).toInt(), 2);
}

void JobWorkersTest::heartbeatsGoOnDuringAJob()
{
    const QByteArray path = QFile::encodeName(m_folder.path() + u"/notify"_s);
    const int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.constData(), static_cast<size_t>(path.size()));
    QCOMPARE(::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof(address)), 0);
    QByteArrayList messages;
    QSocketNotifier notifier(fd, QSocketNotifier::Read);
    connect(&notifier, &QSocketNotifier::activated, this, [&messages, fd] {
        QByteArray message(200, '\0');
        const ssize_t got = ::recv(fd, message.data(), static_cast<size_t>(message.size()), 0);
        messages.append(message.left(std::max<ssize_t>(got, 0)));
    });
    const NastyServer silent;
    Child child({u"detection_worker"_s},
                {u"NOTIFY_SOCKET="_s + QString::fromLocal8Bit(path), u"WATCHDOG_USEC=200000"_s});
    QTRY_VERIFY_WITH_TIMEOUT(messages.contains("READY=1"), Patience);
    QJsonObject job = detectionJob(silent.url());
    job.insert(u"timeout_ms"_s, Patience);
    child.send(job);
    QTRY_COMPARE_WITH_TIMEOUT(silent.requests(), 1, Patience); // the call hangs from here on
    messages.clear();
    QTRY_VERIFY_WITH_TIMEOUT(messages.count("WATCHDOG=1") >= 5, Patience);
    QVERIFY(child.lines(u"result"_s).isEmpty());
    notifier.setEnabled(false);
    ::close(fd);
}

void JobWorkersTest::leavesDuringAJob()
{
    const NastyServer silent;
    Child child({u"detection_worker"_s});
    QJsonObject job = detectionJob(silent.url());
    job.insert(u"timeout_ms"_s, 600000);
    child.send(job);
    QTRY_COMPARE_WITH_TIMEOUT(silent.requests(), 1, Patience);
    child.closeInput();
    QVERIFY(child.process().waitForFinished(Patience));
    QCOMPARE(child.process().exitCode(), 0);
}

void JobWorkersTest::garbageOnTheInput()
{
    const NastyServer service(NastyServer::http(200, GoodDetection));
    Child child({u"detection_worker"_s});
    child.process().write("\n{\n[1]\nnull\n\xff\xfe\n");
    QVERIFY(resultOf(child, detectionJob(service.url())).value(u"ok"_s).toBool());
    QCOMPARE(child.lines(u"result"_s).size(), 1);
}

QTEST_GUILESS_MAIN(JobWorkersTest)
#include "tst_jobworkers.moc"
