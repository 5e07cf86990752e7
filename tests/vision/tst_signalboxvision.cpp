// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/assessmentrules.h"
#include "backend/workers/detectionrules.h"
#include "backend/workers/httpcall.h"
#include "tests/support/testimages.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int Patience = 30000;

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject parsed(const workers::HttpAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

} // namespace

/// The real program over its own port.
class SignalboxVisionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void health_data();
    void health();
    void refusals_data();
    void refusals();
    void riskOfABatch();
    void chat();
    void aDescriptorIsOfLengthOne();
    void anImageIsLikeItself();
    void saysWhatItCannotKnow();
    void healthAnswersDuringInference();
    void abortedClientsDoNoHarm();
    void findsPeopleInSurveillanceFootage();
    void onlyLoopback();
    void stopsOnTerm();

private:
    QByteArray get(const QByteArray &path) const;
    bool healthOvertakesImages() const;
    workers::HttpAnswer postJson(const QString &path, const QJsonObject &body) const;
    workers::HttpAnswer postFile(const QString &path, const QByteArray &content) const;

    QProcess m_program;
    QString m_url;
};

void SignalboxVisionTest::initTestCase()
{
    m_program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_program.start(qEnvironmentVariable("SIGNALBOX_BIN") + u"/signalbox-vision"_s,
                    {u"--port"_s, u"0"_s});
    QVERIFY(m_program.waitForReadyRead(Patience));
    const QString line = QString::fromUtf8(m_program.readLine());
    const QString start = u"signalbox-vision listening on "_s;
    QVERIFY2(line.startsWith(start + u"http://127.0.0.1:"_s), qPrintable(line));
    m_url = line.mid(start.size()).trimmed();
}

void SignalboxVisionTest::cleanupTestCase()
{
    m_program.kill();
    m_program.waitForFinished();
}

QByteArray SignalboxVisionTest::get(const QByteArray &path) const
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, m_url.section(u':', -1).toUShort());
    socket.write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    while (socket.state() != QAbstractSocket::UnconnectedState
           && socket.waitForReadyRead(Patience)) { }
    return socket.readAll();
}

workers::HttpAnswer SignalboxVisionTest::postJson(const QString &path,
                                                  const QJsonObject &body) const
{
    return workers::post(
        {.url = m_url + path, .contentType = "application/json", .body = json(body)});
}

workers::HttpAnswer SignalboxVisionTest::postFile(const QString &path,
                                                  const QByteArray &content) const
{
    return workers::post({.url = m_url + path,
                          .contentType = "multipart/form-data; boundary=BoundaryOfTest",
                          .body = workers::multipartFile(content, "BoundaryOfTest")});
}

void SignalboxVisionTest::health_data()
{
    QTest::addColumn<QByteArray>("service");
    for (const char *service : {"yolo26", "nemotron", "florence", "clip", "enrichment"}) {
        QTest::newRow(service) << QByteArray(service);
    }
}

void SignalboxVisionTest::health()
{
    QFETCH(QByteArray, service);
    const QByteArray answer = get('/' + service + "/health");
    QVERIFY(answer.startsWith("HTTP/1.1 200 OK\r\n"));
    const QJsonObject body =
        QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4)).object();
    QCOMPARE(body.value(u"status"_s).toString(), u"healthy"_s);
    QVERIFY(body.value(u"model_loaded"_s).toBool());
    QVERIFY(body.value(u"model"_s).toString().contains(QRegularExpression(u"opencv|rules"_s)));
}

void SignalboxVisionTest::refusals_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const auto row = [](const char *label, const QString &path, const QByteArray &body,
                        int status) { QTest::newRow(label) << path << body << status; };
    const auto image = [](const QByteArray &bytes) {
        return json({{u"image_base64"_s, QString::fromLatin1(bytes.toBase64())}});
    };
    row("no such path", u"/yolo26/nothing"_s, "{}", 404);
    row("POST to health", u"/yolo26/health"_s, "{}", 405);
    row("not JSON", u"/yolo26/detect"_s, "x", 400);
    row("no image", u"/yolo26/detect"_s, "{}", 400);
    row("not base64", u"/yolo26/detect"_s, R"({"image_base64":"%%%"})", 400);
    row("not an image", u"/yolo26/detect"_s, image("hello"), 400);
    row("a bomb", u"/yolo26/detect"_s, image(support::pngClaiming(50000, 50000)), 400);
    row("half an image", u"/clip/embed"_s, image(support::pngImage(64, 64).left(200)), 400);
    row("more than 10 MB", u"/yolo26/detect"_s, image(QByteArray(10500000, 'x')), 413);
    row("far more", u"/yolo26/detect"_s, QByteArray(15000000, 'x'), 413);
    row("a question", u"/nemotron/completion"_s, R"({"prompt":"How are you?"})", 400);
    row("no prompt", u"/nemotron/completion"_s, "{}", 400);
    row("box outside", u"/enrichment/clothing-classify"_s,
        json({{u"image"_s, QString::fromLatin1(support::pngImage(64, 64).toBase64())},
              {u"bbox"_s, QJsonObject{{u"x"_s, 100}, {u"width"_s, 5}, {u"height"_s, 5}}}}),
        400);
    row("no baseline", u"/clip/anomaly-score"_s, image(support::pngImage(64, 64)), 400);
}

void SignalboxVisionTest::refusals()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    const workers::HttpAnswer answer =
        workers::post({.url = m_url + path, .contentType = "application/json", .body = body});
    QTEST(answer.status, "status");
    QVERIFY(!answer.error.isEmpty());
}

void SignalboxVisionTest::riskOfABatch()
{
    const workers::SceneFacts facts{.cameraId = u"front_door"_s,
                                    .localTime = u"2025-12-27 23:10"_s,
                                    .localHour = 23,
                                    .objects = {{.objectType = u"person"_s,
                                                 .detections = 2,
                                                 .atOnce = 2,
                                                 .bestConfidence = 0.9,
                                                 .position = u"left"_s}}};
    const auto answer =
        postJson(u"/nemotron/completion"_s, {{u"prompt"_s, workers::buildPrompt(facts)}});
    QCOMPARE(answer.status, 200);
    const auto verdict = workers::parseAssessment(workers::completionContent(answer.body).value());
    QVERIFY(verdict.ok());
    QCOMPARE(verdict.value().riskScore, 53);
    QCOMPARE(verdict.value().riskLevel, u"medium"_s);
}

void SignalboxVisionTest::chat()
{
    const workers::SceneFacts facts{
        .objects = {{.objectType = u"dog"_s, .bestConfidence = 0.9, .position = u"left"_s}}};
    const QJsonObject message{{u"role"_s, u"user"_s}, {u"content"_s, workers::buildPrompt(facts)}};
    const auto answer =
        postJson(u"/nemotron/v1/chat/completions"_s, {{u"messages"_s, QJsonArray{message}}});
    const QJsonObject choice = parsed(answer).value(u"choices"_s).toArray().at(0).toObject();
    const QString content = choice.value(u"message"_s).toObject().value(u"content"_s).toString();
    QCOMPARE(workers::parseAssessment(content).value().riskScore, 4);
}

void SignalboxVisionTest::aDescriptorIsOfLengthOne()
{
    const auto answer = postFile(u"/clip/embed"_s, support::pngImage(120, 80));
    const QJsonArray numbers = parsed(answer).value(u"embedding"_s).toArray();
    QCOMPARE(numbers.size(), 768);
    double squares = 0;
    for (const QJsonValue &number : numbers) {
        squares += number.toDouble() * number.toDouble();
    }
    QVERIFY(qAbs(squares - 1) < 1e-4);
}

void SignalboxVisionTest::anImageIsLikeItself()
{
    const QByteArray image = support::pngImage(120, 80);
    const QJsonArray baseline =
        parsed(postFile(u"/clip/embed"_s, image)).value(u"embedding"_s).toArray();
    const auto answer = postJson(
        u"/clip/anomaly-score"_s,
        {{u"image"_s, QString::fromLatin1(image.toBase64())}, {u"baseline_embedding"_s, baseline}});
    QVERIFY(parsed(answer).value(u"similarity_to_baseline"_s).toDouble() > 0.999);
}

void SignalboxVisionTest::saysWhatItCannotKnow()
{
    const QJsonObject request{
        {u"image"_s, QString::fromLatin1(support::pngImage(64, 48).toBase64())}};
    const QJsonObject answer = parsed(postJson(u"/enrichment/vehicle-classify"_s, request));
    QCOMPARE(answer.value(u"available"_s), QJsonValue(false));
    QVERIFY(!answer.value(u"reason"_s).toString().isEmpty());
    QCOMPARE(answer.value(u"measured"_s).toObject().value(u"height"_s).toInt(), 48);
    QVERIFY(parsed(postJson(u"/florence/extract"_s, request))
                .value(u"result"_s)
                .toString()
                .startsWith(u"No person is seen"_s));
}

/// True when health was answered while images were still waiting.
bool SignalboxVisionTest::healthOvertakesImages() const
{
    const QByteArray body = workers::multipartFile(support::jpegImage(1600, 1200), "Bound");
    std::vector<std::unique_ptr<QTcpSocket>> clients;
    for (int i = 0; i < 12; ++i) {
        auto &socket = clients.emplace_back(std::make_unique<QTcpSocket>());
        socket->connectToHost(u"127.0.0.1"_s, m_url.section(u':', -1).toUShort());
        socket->write("POST /yolo26/detect HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                      "multipart/form-data; boundary=Bound\r\nContent-Length: "
                      + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        while (socket->bytesToWrite() > 0 && socket->waitForBytesWritten(Patience)) { }
    }
    const bool healthy = get("/yolo26/health").startsWith("HTTP/1.1 200");
    const bool overtook = !clients.back()->waitForReadyRead(0);
    const bool answered = !overtook || clients.back()->waitForReadyRead(Patience);
    return healthy && overtook && answered && clients.back()->readAll().startsWith("HTTP/1.1 200");
}

void SignalboxVisionTest::healthAnswersDuringInference()
{
    // On a loaded machine this process may be held up until all images are done: another try.
    QVERIFY(healthOvertakesImages() || healthOvertakesImages() || healthOvertakesImages());
}

void SignalboxVisionTest::abortedClientsDoNoHarm()
{
    const QByteArray body = workers::multipartFile(support::jpegImage(640, 480), "Bound");
    const QByteArray request = "POST /yolo26/detect HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                               "multipart/form-data; boundary=Bound\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    for (int i = 0; i < 20; ++i) {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, m_url.section(u':', -1).toUShort());
        QVERIFY(socket.waitForConnected(Patience));
        socket.write(request.left(request.size() * (i + 1) / 20));
        socket.waitForBytesWritten(1000);
        socket.abort();
    }
    QVERIFY(get("/yolo26/health").startsWith("HTTP/1.1 200"));
    QTRY_COMPARE_WITH_TIMEOUT(postFile(u"/yolo26/detect"_s, support::jpegImage(64, 64)).status, 200,
                              Patience);
}

void SignalboxVisionTest::findsPeopleInSurveillanceFootage()
{
    const QString clip = QStringLiteral(SIGNALBOX_TEST_CLIP);
    QVERIFY2(QFile::exists(clip), "Debian's opencv-doc is needed");
    const QTemporaryDir folder;
    QCOMPARE(QProcess::execute(u"ffmpeg"_s,
                               {u"-loglevel"_s, u"error"_s, u"-i"_s, clip, u"-vf"_s, u"fps=1"_s,
                                u"-q:v"_s, u"3"_s, folder.filePath(u"%03d.jpg"_s)}),
             0);
    const QStringList frames = QDir(folder.path()).entryList({u"*.jpg"_s}, QDir::Files, QDir::Name);
    QVERIFY(frames.size() >= 70);
    int withPeople = 0;
    double milliseconds = 0;
    for (const QString &frame : frames) {
        QFile file(folder.filePath(frame));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto answer = postFile(u"/yolo26/detect"_s, file.readAll());
        const auto found = workers::parseDetections(answer.body, 0.5);
        QVERIFY2(found.ok(), found.ok() ? "" : qPrintable(found.error().detail));
        QCOMPARE(found.value().imageWidth, 768);
        withPeople += found.value().detections.isEmpty() ? 0 : 1;
        milliseconds += found.value().inferenceMs;
    }
    const auto count = static_cast<double>(frames.size());
    qInfo("people in %.1f %% of %d frames, %.0f ms a frame", 100 * withPeople / count,
          static_cast<int>(frames.size()), milliseconds / count);
    QVERIFY(withPeople >= 0.95 * count);
    QVERIFY(milliseconds / count < 1000); // far above the 60 ms of an idle machine
}

void SignalboxVisionTest::onlyLoopback()
{
    QProcess program;
    program.start(qEnvironmentVariable("SIGNALBOX_BIN") + u"/signalbox-vision"_s,
                  {u"--host"_s, u"0.0.0.0"_s});
    QVERIFY(program.waitForFinished(Patience));
    QCOMPARE(program.exitCode(), 2);
    QVERIFY(program.readAllStandardError().contains("only loopback"));
}

void SignalboxVisionTest::stopsOnTerm()
{
    m_program.terminate();
    QVERIFY(m_program.waitForFinished(Patience));
    QCOMPARE(m_program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_program.exitCode(), 0);
}

QTEST_GUILESS_MAIN(SignalboxVisionTest)
#include "tst_signalboxvision.moc"
