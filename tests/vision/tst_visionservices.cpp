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
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QJsonObject parsed(const workers::HttpAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
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
    void saysWhatItCannotKnow();
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

void VisionServicesTest::saysWhatItCannotKnow()
{
    const QJsonObject request{
        {u"image"_s, QString::fromLatin1(support::pngImage(64, 48).toBase64())}};
    const QJsonObject answer =
        parsed(m_program.postJson(u"/enrichment/vehicle-classify"_s, request));
    QCOMPARE(answer.value(u"available"_s), QJsonValue(false));
    QVERIFY(!answer.value(u"reason"_s).toString().isEmpty());
    QCOMPARE(answer.value(u"measured"_s).toObject().value(u"height"_s).toInt(), 48);
    QVERIFY(parsed(m_program.postJson(u"/florence/extract"_s, request))
                .value(u"result"_s)
                .toString()
                .startsWith(u"No person is seen"_s));
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
    int withPeople = 0;
    double milliseconds = 0;
    for (const QString &frame : frames) {
        QFile file(folder.filePath(frame));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto answer = m_program.postFile(u"/yolo26/detect"_s, file.readAll());
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

QTEST_GUILESS_MAIN(VisionServicesTest)
#include "tst_visionservices.moc"
