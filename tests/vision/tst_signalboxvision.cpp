// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/detectionrules.h"
#include "tests/support/testimages.h"
#include "tests/support/visionprogram.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTest>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using support::json;
using support::Patience;

/// The real program over its own port: health, refusals, load, the end.
class SignalboxVisionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void health_data();
    void health();
    void refusals_data();
    void refusals();
    void healthAnswersDuringInference();
    void abortedClientsDoNoHarm();
    void onlyLoopback();
    void stopsOnTerm();

private:
    bool healthOvertakesImages() const;

    support::VisionProgram m_program;
};

void SignalboxVisionTest::initTestCase()
{
    QVERIFY2(m_program.start(), qPrintable(m_program.said()));
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
    const QByteArray answer = m_program.get('/' + service + "/health");
    QVERIFY(answer.startsWith("HTTP/1.1 200 OK\r\n"));
    const QJsonObject body =
        QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4)).object();
    QCOMPARE(body.value(u"status"_s).toString(), u"healthy"_s);
    QVERIFY(body.value(u"model_loaded"_s).toBool());
    QVERIFY(body.value(u"model"_s).toString().contains(QRegularExpression(u"opencv|rules"_s)));
    QVERIFY(body.contains(u"detectors"_s) == (service == "yolo26"));
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
    const workers::HttpAnswer answer = workers::post(
        {.url = m_program.url() + path, .contentType = "application/json", .body = body});
    QTEST(answer.status, "status");
    QVERIFY(!answer.error.isEmpty());
}

/// True when health was answered while images were still waiting.
bool SignalboxVisionTest::healthOvertakesImages() const
{
    const QByteArray body = workers::multipartFile(support::jpegImage(1600, 1200), "Bound");
    std::vector<std::unique_ptr<QTcpSocket>> clients;
    for (int i = 0; i < 12; ++i) {
        auto &socket = clients.emplace_back(std::make_unique<QTcpSocket>());
        socket->connectToHost(u"127.0.0.1"_s, m_program.port());
        socket->write("POST /yolo26/detect HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                      "multipart/form-data; boundary=Bound\r\nContent-Length: "
                      + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        while (socket->bytesToWrite() > 0 && socket->waitForBytesWritten(Patience)) { }
    }
    const bool healthy = m_program.get("/yolo26/health").startsWith("HTTP/1.1 200");
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
        socket.connectToHost(u"127.0.0.1"_s, m_program.port());
        QVERIFY(socket.waitForConnected(Patience));
        socket.write(request.left(request.size() * (i + 1) / 20));
        socket.waitForBytesWritten(1000);
        socket.abort();
    }
    QVERIFY(m_program.get("/yolo26/health").startsWith("HTTP/1.1 200"));
    QTRY_COMPARE_WITH_TIMEOUT(
        m_program.postFile(u"/yolo26/detect"_s, support::jpegImage(64, 64)).status, 200, Patience);
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
    m_program.process().terminate();
    QVERIFY(m_program.process().waitForFinished(Patience));
    QCOMPARE(m_program.process().exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_program.process().exitCode(), 0);
}

QTEST_GUILESS_MAIN(SignalboxVisionTest)
#include "tst_signalboxvision.moc"
