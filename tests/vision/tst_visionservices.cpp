// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/assessmentrules.h"
#include "backend/workers/detectionrules.h"
#include "backend/workers/httpcall.h"
#include "tests/support/testimages.h"
#include "tests/support/visionprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRect>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QJsonObject parsed(const workers::HttpAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

QJsonObject imageRequest(const QByteArray &image)
{
    return {{u"image"_s, QString::fromLatin1(image.toBase64())}};
}

/// What was found in the frames of a clip.
struct Tally
{
    int people = 0;
    int faces = 0;
    int motions = 0;
    int overlaps = 0;
    double milliseconds = 0;
};

bool isPerson(const workers::Detection &found)
{
    return found.objectType == u"person" && found.source == u"hog";
}

/// True when the movement lies on one of the people.
bool liesOn(const workers::Detection &motion, const QList<workers::Detection> &found)
{
    return std::any_of(found.begin(), found.end(), [&motion](const workers::Detection &other) {
        return isPerson(other)
            && QRect(other.x, other.y, other.width, other.height)
                   .intersects(QRect(motion.x, motion.y, motion.width, motion.height));
    });
}

void add(Tally &tally, const workers::DetectionAnswer &answer)
{
    const QList<workers::Detection> &found = answer.detections;
    tally.milliseconds += answer.inferenceMs;
    tally.people += std::any_of(found.begin(), found.end(), isPerson) ? 1 : 0;
    for (const workers::Detection &one : found) {
        tally.faces += one.objectType == u"face" && one.source == u"cascade" ? 1 : 0;
        if (one.objectType == u"motion" && one.source == u"background") {
            ++tally.motions;
            tally.overlaps += liesOn(one, found) ? 1 : 0;
        }
    }
}

} // namespace

/// What the services of the real program answer, as our own workers ask them.
class VisionServicesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void riskOfABatch();
    void chat();
    void aDescriptorIsOfLengthOne();
    void anImageIsLikeItself();
    void captionsAreMeasured();
    void otherPromptsAreNotAvailable();
    void saysWhatItCannotKnow_data();
    void saysWhatItCannotKnow();
    void clothesHaveColours();
    void distances();
    void aMissingCascadeIsSaid();
    void findsPeopleInSurveillanceFootage();

private:
    support::VisionProgram m_program;
};

void VisionServicesTest::initTestCase()
{
    QVERIFY2(m_program.start(), qPrintable(m_program.said()));
}

void VisionServicesTest::riskOfABatch()
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
        m_program.postJson(u"/nemotron/completion"_s, {{u"prompt"_s, workers::buildPrompt(facts)}});
    QCOMPARE(answer.status, 200);
    const auto verdict = workers::parseAssessment(workers::completionContent(answer.body).value());
    QVERIFY(verdict.ok());
    QCOMPARE(verdict.value().riskScore, 53);
    QCOMPARE(verdict.value().riskLevel, u"medium"_s);
}

void VisionServicesTest::chat()
{
    const workers::SceneFacts facts{
        .objects = {{.objectType = u"dog"_s, .bestConfidence = 0.9, .position = u"left"_s}}};
    const QJsonObject message{{u"role"_s, u"user"_s}, {u"content"_s, workers::buildPrompt(facts)}};
    const auto answer = m_program.postJson(u"/nemotron/v1/chat/completions"_s,
                                           {{u"messages"_s, QJsonArray{message}}});
    const QJsonObject choice = parsed(answer).value(u"choices"_s).toArray().at(0).toObject();
    const QString content = choice.value(u"message"_s).toObject().value(u"content"_s).toString();
    QCOMPARE(workers::parseAssessment(content).value().riskScore, 4);
}

void VisionServicesTest::aDescriptorIsOfLengthOne()
{
    const auto answer = m_program.postFile(u"/clip/embed"_s, support::pngImage(120, 80));
    const QJsonArray numbers = parsed(answer).value(u"embedding"_s).toArray();
    QCOMPARE(numbers.size(), 768);
    double squares = 0;
    for (const auto &number : numbers) {
        squares += number.toDouble() * number.toDouble();
    }
    QVERIFY(qAbs(squares - 1) < 1e-4);
}

void VisionServicesTest::anImageIsLikeItself()
{
    const QByteArray image = support::pngImage(120, 80);
    const QJsonArray baseline =
        parsed(m_program.postFile(u"/clip/embed"_s, image)).value(u"embedding"_s).toArray();
    const auto answer = m_program.postJson(
        u"/clip/anomaly-score"_s,
        {{u"image"_s, QString::fromLatin1(image.toBase64())}, {u"baseline_embedding"_s, baseline}});
    QVERIFY(parsed(answer).value(u"similarity_to_baseline"_s).toDouble() > 0.999);
}

void VisionServicesTest::captionsAreMeasured()
{
    QJsonObject request = imageRequest(support::plainPng(64, 48, 0x2040c0));
    QJsonObject answer = parsed(m_program.postJson(u"/florence/extract"_s, request));
    QCOMPARE(answer.value(u"result"_s).toString(),
             u"No person is seen in an evenly lit scene that is mostly blue."_s);
    QCOMPARE(answer.value(u"prompt_used"_s).toString(), u"<CAPTION>"_s);
    request.insert(u"prompt"_s, u"<DETAILED_CAPTION>"_s);
    answer = parsed(m_program.postJson(u"/florence/extract"_s, request));
    QVERIFY(answer.value(u"result"_s).toString().endsWith(u"64 x 48 pixels and blurred."));
}

void VisionServicesTest::otherPromptsAreNotAvailable()
{
    QJsonObject request = imageRequest(support::plainPng(64, 48, 0x2040c0));
    request.insert(u"prompt"_s, u"<OCR>"_s);
    const QJsonObject answer = parsed(m_program.postJson(u"/florence/extract"_s, request));
    QCOMPARE(answer.value(u"available"_s), QJsonValue(false));
    QCOMPARE(answer.value(u"result"_s).toString(), u"not available"_s);
    QCOMPARE(answer.value(u"prompt_used"_s).toString(), u"<OCR>"_s);
}

void VisionServicesTest::saysWhatItCannotKnow_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path :
         {"/enrichment/vehicle-classify", "/enrichment/pet-classify", "/enrichment/depth-estimate",
          "/enrichment/pose-analyze", "/enrichment/object-distance", "/florence/ocr",
          "/florence/dense-caption", "/clip/classify", "/yolo26/segment"}) {
        QTest::newRow(path) << QString::fromLatin1(path);
    }
}

void VisionServicesTest::saysWhatItCannotKnow()
{
    QFETCH(QString, path);
    QJsonObject request = imageRequest(support::plainPng(64, 48, 0xc02020));
    request.insert(u"timestamp"_s, u"2025-12-27T23:14:00Z"_s);
    const QJsonObject answer = parsed(m_program.postJson(path, request));
    QCOMPARE(answer.value(u"available"_s), QJsonValue(false));
    QVERIFY(!answer.value(u"reason"_s).toString().isEmpty());
    if (path.startsWith(u"/enrichment/")) {
        const QJsonObject measured = answer.value(u"measured"_s).toObject();
        QCOMPARE(measured.value(u"height"_s).toInt(), 48);
        QCOMPARE(measured.value(u"dominant_color"_s).toString(), u"red"_s);
        QCOMPARE(measured.value(u"time_of_day"_s).toString(), u"night"_s);
    }
}

void VisionServicesTest::clothesHaveColours()
{
    const QJsonObject answer = parsed(m_program.postJson(
        u"/enrichment/clothing-classify"_s, imageRequest(support::plainPng(64, 48, 0x20a020))));
    QCOMPARE(answer.value(u"available"_s), QJsonValue(true));
    QCOMPARE(answer.value(u"upper_color"_s).toString(), u"green"_s);
    QCOMPARE(answer.value(u"colors"_s).toArray(), QJsonArray{u"green"_s});
    QVERIFY(answer.value(u"measured"_s).toObject().value(u"time_of_day"_s).isNull());
}

void VisionServicesTest::distances()
{
    QJsonObject request = imageRequest(support::plainPng(768, 576, 0x808080));
    request.insert(u"bbox"_s,
                   QJsonObject{{u"x"_s, 10}, {u"y"_s, 100}, {u"width"_s, 40}, {u"height"_s, 105}});
    const QJsonObject answer =
        parsed(m_program.postJson(u"/enrichment/object-distance"_s, request));
    QCOMPARE(answer.value(u"available"_s), QJsonValue(true));
    QCOMPARE(answer.value(u"estimated_distance_m"_s).toDouble(), 10.0);
    QVERIFY(answer.value(u"assumption"_s).toString().contains(u"1.7 m tall"));
}

void VisionServicesTest::aMissingCascadeIsSaid()
{
    support::VisionProgram program;
    QVERIFY(program.start({u"--faces"_s, u"/nowhere/faces.xml"_s}));
    const auto cascade = [](const support::VisionProgram &asked) {
        const QByteArray answer = asked.get("/yolo26/health");
        const QJsonObject health =
            QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4)).object();
        return health.value(u"detectors"_s)[1].toObject();
    };
    QCOMPARE(cascade(program).value(u"source"_s).toString(), u"cascade"_s);
    QCOMPARE(cascade(program).value(u"available"_s), QJsonValue(false));
    QCOMPARE(cascade(program).value(u"reason"_s).toString(),
             u"/nowhere/faces.xml cannot be read"_s);
    QCOMPARE(program.postFile(u"/yolo26/detect"_s, support::pngImage(64, 64)).status, 200);
    QCOMPARE(cascade(m_program).value(u"available"_s), QJsonValue(true));
}

void VisionServicesTest::findsPeopleInSurveillanceFootage()
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
    Tally tally;
    for (const QString &frame : frames) {
        QFile file(folder.filePath(frame));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto answer = m_program.postFile(u"/yolo26/detect"_s, file.readAll(), u"gate"_s);
        const auto found = workers::parseDetections(answer.body, 0.5);
        QVERIFY2(found.ok(), found.ok() ? "" : qPrintable(found.error().detail));
        QCOMPARE(found.value().imageWidth, 768);
        add(tally, found.value());
    }
    const auto count = static_cast<double>(frames.size());
    qInfo("people in %.1f %% of %d frames, %d movements elsewhere, %d faces, %.0f ms a frame",
          100 * tally.people / count, static_cast<int>(frames.size()), tally.motions, tally.faces,
          tally.milliseconds / count);
    QVERIFY(tally.people >= 0.95 * count);
    QVERIFY(tally.motions > 0);
    QCOMPARE(tally.overlaps, 0);
    QVERIFY(tally.faces <= 0.03 * count); // nobody is near enough to have one
    QVERIFY(tally.milliseconds / count < 1000); // far above what an idle machine takes
}

QTEST_GUILESS_MAIN(VisionServicesTest)
#include "tst_visionservices.moc"
