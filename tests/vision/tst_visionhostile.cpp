// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/detectionrules.h"
#include "tests/support/testimages.h"
#include "tests/support/visionprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QTest>

#include <memory>
#include <random>
#include <vector>

using namespace Qt::StringLiterals;
using support::json;
using support::Patience;

/// Requests that are huge, deep, cut off, of the wrong types, or bombs: each is refused in words,
/// in bounded memory, by a program that lives on.
class VisionHostileTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void refusals_data();
    void refusals();
    void forms_data();
    void forms();
    void damagedImages();
    void manyLargeBodies();
    void cleanup();
    void cleanupTestCase();

private:
    static void addImages();
    static void addFields();
    qint64 peakMegabytes();

    support::VisionProgram m_program;
};

namespace {

/// Images of 50 megapixels take 150 MB, all requests in hand 96 MB, backgrounds 90 MB.
constexpr qint64 MaxMegabytes = 900;

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray withImage(QJsonObject fields)
{
    fields.insert(u"image"_s, base64(support::pngImage(64, 64)));
    return json(fields);
}

} // namespace

void VisionHostileTest::initTestCase()
{
    QVERIFY2(m_program.start(), qPrintable(m_program.said()));
}

/// The most memory that the program ever had.
qint64 VisionHostileTest::peakMegabytes()
{
    QFile status(u"/proc/%1/status"_s.arg(m_program.process().processId()));
    if (!status.open(QIODevice::ReadOnly)) {
        return -1;
    }
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf("VmHWM:");
    return text.mid(at + 6, text.indexOf("kB", at) - at - 6).trimmed().toLongLong() / 1024;
}

void VisionHostileTest::refusals_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("reason");
    addImages();
    addFields();
}

/// Bodies and images that /yolo26/detect refuses.
void VisionHostileTest::addImages()
{
    const auto detect = [](const char *label, const QByteArray &body, const QString &reason) {
        QTest::newRow(label) << u"/yolo26/detect"_s << body << 400 << reason;
    };
    const QByteArray million = QByteArray("1,").repeated(4000000) + "1";
    detect("deep", QByteArray(10000000, '['), u"nested deeper than 64"_s);
    detect("deep objects", QByteArray("{\"a\":").repeated(1000000), u"nested deeper than 64"_s);
    detect("millions of values", "{\"a\":[" + million + "]}", u"more than 10000 values"_s);
    detect("a list", "[1]", u"not a JSON object"_s);
    detect("image as a number", R"({"image":7})", u"no image in the request"_s);
    detect("image as a list", R"({"image_base64":["x"]})", u"no image_base64"_s);
    detect("an empty image", R"({"image":"data:image/png;base64,"})", u"neither a JPEG"_s);
    detect("a camera as an object", withImage({{u"camera_id"_s, QJsonObject()}}), u"camera_id"_s);
    detect("an endless camera", withImage({{u"camera_id"_s, QString(100000, u'x')}}),
           u"camera_id"_s);
    detect("an image of 2.5 gigapixels",
           json({{u"image"_s, base64(support::pngClaiming(50000, 50000))}}), u"pixels"_s);
    detect("a JPEG of 4 gigapixels",
           json({{u"image"_s, base64(support::jpegClaiming(65500, 65500))}}), u"pixels"_s);
    detect("a JPEG of a thousand passes",
           json({{u"image"_s,
                  base64(support::jpegImage(64, 64) + QByteArray("\xff\xda").repeated(1000))}}),
           u"more passes"_s);
}

/// Wrong types and sizes of what is said beside an image, and of prompts.
void VisionHostileTest::addFields()
{
    const auto row = [](const char *label, const QString &path, const QByteArray &body, int status,
                        const QString &reason) {
        QTest::newRow(label) << path << body << status << reason;
    };
    row("a prompt of megabytes", u"/nemotron/completion"_s,
        json({{u"prompt"_s, QString(6000000, u'\n')}}), 413, u"longer than 256 Ki"_s);
    row("a prompt as a list", u"/nemotron/completion"_s, R"({"prompt":["x"]})", 400,
        u"no prompt"_s);
    row("messages as a text", u"/nemotron/v1/chat/completions"_s, R"({"messages":"x"})", 400,
        u"no prompt"_s);
    row("a prompt for captions as a number", u"/florence/extract"_s, withImage({{u"prompt"_s, 7}}),
        400, u"prompt is not a text"_s);
    row("a baseline of texts", u"/clip/anomaly-score"_s,
        withImage(
            {{u"baseline_embedding"_s, QJsonArray::fromStringList(QStringList(768, u"1"_s))}}),
        400, u"no number"_s);
    row("a short baseline", u"/clip/anomaly-score"_s,
        withImage({{u"baseline_embedding"_s, QJsonArray{1, 2, 3}}}), 400, u"needs 768 numbers"_s);
    row("bbox as a text", u"/enrichment/object-distance"_s, withImage({{u"bbox"_s, u"all"_s}}), 400,
        u"bbox needs the numbers"_s);
    row("a time that is none", u"/enrichment/pose-analyze"_s,
        withImage({{u"timestamp"_s, u"yesterday"_s}}), 400, u"timestamp"_s);
}

void VisionHostileTest::refusals()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QFETCH(QString, reason);
    const workers::HttpAnswer answer = workers::post(
        {.url = m_program.url() + path, .contentType = "application/json", .body = body});
    QTEST(answer.status, "status");
    const QString detail =
        QJsonDocument::fromJson(answer.body).object().value(u"detail"_s).toString();
    QVERIFY2(detail.contains(reason), qPrintable(detail));
    QVERIFY(detail.size() < 300);
}

void VisionHostileTest::forms_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *label, const QByteArray &type, const QByteArray &body,
                        const QString &reason) { QTest::newRow(label) << type << body << reason; };
    const QByteArray type("multipart/form-data; boundary=Bound");
    const QByteArray whole = workers::multipartFile(support::jpegImage(64, 64), "Bound");
    row("cut off in the file", type, whole.left(whole.size() / 2), u"cut off"_s);
    row("cut off in the head", type, whole.left(50), u"cut off"_s);
    row("another boundary", "multipart/form-data; boundary=Other", whole, u"its boundary"_s);
    row("no boundary", "multipart/form-data", whole, u"no usable boundary"_s);
    row("boundaries and nothing else", type, QByteArray("--Bound\r\n").repeated(100000), u"form"_s);
    row("two files", type, whole.chopped(11) + "\r\n" + whole, u"two of the same name"_s);
    row("no file", type,
        "--Bound\r\nContent-Disposition: form-data; name=\"camera_id\"\r\n\r\nx\r\n--Bound--",
        u"no image"_s);
    row("megabytes of nothing", type, QByteArray(9000000, '\0'), u"its boundary"_s);
}

void VisionHostileTest::forms()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(QString, reason);
    const workers::HttpAnswer answer = workers::post(
        {.url = m_program.url() + u"/yolo26/detect"_s, .contentType = type, .body = body});
    QCOMPARE(answer.status, 400);
    QVERIFY2(answer.body.contains(reason.toUtf8()), answer.body.constData());
}

/// Bytes changed at random and ends cut off: an answer, whatever the decoders think of it.
void VisionHostileTest::damagedImages()
{
    std::minstd_rand random(11);
    int refused = 0;
    for (int i = 0; i < 300; ++i) {
        QByteArray image = i % 3 == 0 ? support::jpegImage(64, 64)
            : i % 3 == 1              ? support::pngImage(64, 64)
                                      : support::webpImage(64, 64);
        for (int change = 0; change < 1 + i % 7; ++change) {
            image[static_cast<qsizetype>(random()) % image.size()] =
                static_cast<char>(random() >> 8U);
        }
        image.truncate(image.size() - (i % 5 == 0 ? static_cast<qsizetype>(random()) % 900 : 0));
        const int status = m_program.postFile(u"/clip/embed"_s, image).status;
        QVERIFY2(status == 200 || status == 400, qPrintable(QString::number(status)));
        refused += status == 400 ? 1 : 0;
    }
    QVERIFY(refused > 30);
}

/// More megabytes at once than the program may hold: some are told to come again, none hurts it.
void VisionHostileTest::manyLargeBodies()
{
    const QByteArray head("POST /yolo26/detect HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                          "application/json\r\nContent-Length: 13000000\r\n\r\n");
    const QByteArray part(12000000, 'x'); // the rest never comes
    std::vector<std::unique_ptr<QTcpSocket>> clients;
    for (int i = 0; i < 20; ++i) {
        auto &socket = clients.emplace_back(std::make_unique<QTcpSocket>());
        socket->connectToHost(u"127.0.0.1"_s, m_program.port());
        QVERIFY(socket->waitForConnected(Patience));
        socket->write(head + part);
        while (socket->bytesToWrite() > 0 && socket->waitForBytesWritten(Patience)) { }
    }
    // An answer to half a request is a refusal, and so is a connection that was closed.
    const auto isRefused = [](const std::unique_ptr<QTcpSocket> &socket) {
        return socket->bytesAvailable() > 0 || socket->state() != QTcpSocket::ConnectedState;
    };
    QTRY_VERIFY_WITH_TIMEOUT(std::any_of(clients.begin(), clients.end(), isRefused), Patience);
    clients.clear();
    // What the leaving clients held is free again.
    QTRY_COMPARE_WITH_TIMEOUT(
        m_program.postFile(u"/clip/embed"_s, support::pngImage(1500, 1500)).status, 200, Patience);
}

void VisionHostileTest::cleanup()
{
    QVERIFY(m_program.get("/yolo26/health").startsWith("HTTP/1.1 200"));
}

void VisionHostileTest::cleanupTestCase()
{
    const qint64 peak = peakMegabytes();
    qInfo("at most %lld MB", static_cast<long long>(peak));
    QVERIFY(peak > 0 && peak < MaxMegabytes);
}

QTEST_GUILESS_MAIN(VisionHostileTest)
#include "tst_visionhostile.moc"
