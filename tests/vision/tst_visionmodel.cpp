// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/workers/detectionrules.h"
#include "tests/support/onnxwriter.h"
#include "tests/support/testimages.h"
#include "tests/support/visionprogram.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using support::onnxOf;
using support::plainPng;

/// The real program with a model of the user's, which this test writes byte by byte.
class VisionModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void namesItself();
    void refusals_data();
    void refusals();

private:
    QString modelFile(const QByteArray &content, const QByteArray &names) const;

    const QTemporaryDir m_folder;
};

namespace {

const QByteArray TwoNames("person\ncar\n");

} // namespace

/// Written beside its names, if there are some; each under a name of its own.
QString VisionModelTest::modelFile(const QByteArray &content, const QByteArray &names) const
{
    static int number = 0;
    const QString base = m_folder.filePath(u"tiny-%1"_s.arg(++number));
    if (!names.isEmpty()) {
        support::writeFile(base + u".names"_s, names);
    }
    support::writeFile(base + u".onnx"_s, content);
    return base + u".onnx"_s;
}

void VisionModelTest::finds_data()
{
    QTest::addColumn<bool>("rows");
    QTest::addColumn<int>("classes");
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<quint32>("colour");
    QTest::addColumn<QString>("found");
    const auto row = [](const char *label, bool rows, quint32 colour, const QString &found) {
        QTest::newRow(label) << rows << 2 << TwoNames << colour << found;
    };
    row("YOLOv8, red", false, 0xff0000, u"person"_s);
    row("YOLOv8, green", false, 0x00ff00, u"car"_s);
    row("YOLOv8, blue", false, 0x0000ff, {});
    row("YOLOv5, red", true, 0xff0000, u"person"_s);
    row("YOLOv5, green", true, 0x00ff00, u"car"_s);
    row("YOLOv5, blue", true, 0x0000ff, {});
    QTest::newRow("the names of COCO") << false << 80 << QByteArray() << 0x00ff00U << u"bicycle"_s;
}

void VisionModelTest::finds()
{
    QFETCH(bool, rows);
    QFETCH(int, classes);
    QFETCH(QByteArray, names);
    QFETCH(quint32, colour);
    QFETCH(QString, found);
    support::VisionProgram program;
    const QString file = modelFile(onnxOf({.rows = rows, .classes = classes}), names);
    QVERIFY2(program.start({u"--model"_s, file}), qPrintable(program.said()));
    const auto answer = program.postFile(u"/yolo26/detect"_s, plainPng(64, 32, colour));
    const auto parsed = workers::parseDetections(answer.body, 0.5);
    QVERIFY2(parsed.ok(), answer.body.constData());
    QCOMPARE(parsed.value().detections.size(), found.isEmpty() ? 0 : 1);
    if (!found.isEmpty()) {
        const workers::Detection &one = parsed.value().detections.at(0);
        QCOMPARE(one.objectType, found);
        QCOMPARE(one.source, u"model"_s);
        QVERIFY(one.confidence > 0.99);
        // 8 x 16 in the middle of 32 x 32, for an image that lies in it at half its size.
        QCOMPARE((QList<int>{one.x, one.y, one.width, one.height}), (QList<int>{24, 0, 16, 32}));
    }
}

void VisionModelTest::namesItself()
{
    support::VisionProgram program;
    const QString file = modelFile(onnxOf({}), TwoNames);
    QVERIFY2(program.start({u"--model"_s, file}), qPrintable(program.said()));
    const QByteArray answer = program.get("/yolo26/health");
    const QJsonObject health =
        QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4)).object();
    QVERIFY(file.contains(health.value(u"model_name"_s).toString() + u".onnx"_s));
    const QJsonObject first = health.value(u"detectors"_s)[0].toObject();
    QCOMPARE(first.value(u"source"_s).toString(), u"model"_s);
    QVERIFY(first.value(u"available"_s).toBool());
}

void VisionModelTest::refusals_data()
{
    QTest::addColumn<QByteArray>("model"); ///< null: no file
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *label, const QByteArray &model, const QByteArray &names,
                        const QString &reason) {
        QTest::newRow(label) << model << names << reason;
    };
    const QByteArray whole = onnxOf({});
    row("missing", {}, {}, u"there is no such file"_s);
    row("empty", "", TwoNames, u"it is empty"_s);
    row("no model", "hello", TwoNames, u"it is not an ONNX model"_s);
    row("half a model", whole.left(whole.size() / 2), TwoNames, u"it is not an ONNX model"_s);
    row("an operator that nobody knows", QByteArray(whole).replace("MaxPool", "MixPool"), TwoNames,
        u"OpenCV cannot run it"_s);
    row("too few names", whole, "person\n", u"its output [1,6,16] is neither [1,N,6] nor"_s);
    row("a model of 2 classes for COCO", whole, {}, u"as 80 class names need"_s);
    row("an empty name", whole, "person\n\ncar\n", u"has an empty name"_s);
    row("another size than its graph can take", onnxOf({.side = 8}), TwoNames,
        u"it takes no images"_s);
}

void VisionModelTest::refusals()
{
    QFETCH(QByteArray, model);
    QFETCH(QByteArray, names);
    QFETCH(QString, reason);
    const QString file =
        model.isNull() ? m_folder.filePath(u"none.onnx"_s) : modelFile(model, names);
    QProcess program;
    program.start(support::VisionProgram::path(), {u"--model"_s, file});
    QVERIFY(program.waitForFinished(support::Patience));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 2);
    const QString said = QString::fromUtf8(program.readAllStandardError());
    QVERIFY2(said.startsWith(u"signalbox-vision: cannot use the model %1: "_s.arg(file)),
             qPrintable(said));
    QVERIFY2(said.contains(reason), qPrintable(said));
    QCOMPARE(said.count(u'\n'), 1);
    QCOMPARE(program.readAllStandardOutput(), QByteArray());
}

QTEST_GUILESS_MAIN(VisionModelTest)
#include "tst_visionmodel.moc"
