// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/vision/riskrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using workers::ObjectFacts;
using workers::SceneFacts;

Q_DECLARE_METATYPE(SceneFacts)

class RiskRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scores_data();
    void scores();
    void theReasonsAddUp();
    void saysWhatItSaw();
};

namespace {

SceneFacts sceneWith(const QList<ObjectFacts> &objects, int hour = 12)
{
    return {.cameraId = u"front_door"_s,
            .localTime = u"2025-12-27 %1:30"_s.arg(hour, 2, 10, QChar(u'0')),
            .localHour = hour,
            .objects = objects};
}

ObjectFacts someone(int atOnce = 1, int seconds = 0, double fraction = 0.2,
                    const QString &type = u"person"_s)
{
    return {.objectType = type,
            .detections = atOnce,
            .atOnce = atOnce,
            .bestConfidence = 0.9,
            .meanConfidence = 0.8,
            .presentSeconds = seconds,
            .largestFraction = fraction,
            .position = u"center"_s};
}

} // namespace

void RiskRulesTest::scores_data()
{
    QTest::addColumn<SceneFacts>("facts");
    QTest::addColumn<int>("score");
    QTest::addColumn<QString>("level");
    const auto row = [](const char *label, const SceneFacts &facts, int score,
                        const QString &level) { QTest::newRow(label) << facts << score << level; };
    row("a person at noon", sceneWith({someone()}), 25, u"low"_s);
    row("two people", sceneWith({someone(2)}), 33, u"medium"_s);
    row("four people", sceneWith({someone(4)}), 49, u"medium"_s);
    row("forty people count as four", sceneWith({someone(40)}), 49, u"medium"_s);
    row("at night", sceneWith({someone()}, 23), 45, u"medium"_s);
    row("night ends at six", sceneWith({someone()}, 6), 33, u"medium"_s);
    row("still night at five", sceneWith({someone()}, 5), 45, u"medium"_s);
    row("evening", sceneWith({someone()}, 21), 33, u"medium"_s);
    row("unknown hour", sceneWith({someone()}, -1), 25, u"low"_s);
    row("30 s are a passage", sceneWith({someone(1, 30)}), 25, u"low"_s);
    row("31 s", sceneWith({someone(1, 31)}), 33, u"medium"_s);
    row("61 s", sceneWith({someone(1, 61)}), 40, u"medium"_s);
    row("121 s", sceneWith({someone(1, 121)}), 45, u"medium"_s);
    row("near", sceneWith({someone(1, 0, 0.6)}), 37, u"medium"_s);
    row("very near", sceneWith({someone(1, 0, 0.9)}), 43, u"medium"_s);
    row("everything", sceneWith({someone(4, 200, 0.9)}, 2), 100, u"critical"_s);
    row("a person long and near at night", sceneWith({someone(1, 100, 0.6)}, 2), 72, u"high"_s);
    row("a car", sceneWith({someone(1, 0, 0.9, u"car"_s)}), 12, u"low"_s);
    row("a car at night", sceneWith({someone(1, 0, 0.9, u"car"_s)}, 1), 32, u"medium"_s);
    row("a dog at night", sceneWith({someone(1, 500, 0.9, u"dog"_s)}, 1), 4, u"low"_s);
    row("a person and a dog", sceneWith({someone(), someone(1, 0, 0, u"dog"_s)}), 29, u"low"_s);
    row("something else", sceneWith({someone(1, 0, 0, u"drone"_s)}), 8, u"low"_s);
    ObjectFacts doubtful = someone();
    doubtful.bestConfidence = 0.55;
    row("no certainty", sceneWith({doubtful}), 15, u"low"_s);
    const ObjectFacts face = someone(1, 500, 0.9, u"face"_s);
    const ObjectFacts motion = someone(3, 500, 0.9, u"motion"_s);
    row("a face alone at night", sceneWith({face}, 1), 10, u"low"_s);
    row("motion alone at night", sceneWith({motion}, 1), 5, u"low"_s);
    row("a face and motion at night", sceneWith({face, motion}, 1), 10, u"low"_s);
    row("many faces", sceneWith({someone(40, 500, 0.9, u"face"_s)}, 1), 10, u"low"_s);
    row("a person's face and motion", sceneWith({someone(), face, motion}), 25, u"low"_s);
    row("sure motion makes nobody sure", sceneWith({doubtful, motion}), 15, u"low"_s);
    row("a dog that moves", sceneWith({someone(1, 0, 0, u"dog"_s), motion}), 4, u"low"_s);
}

void RiskRulesTest::scores()
{
    QFETCH(SceneFacts, facts);
    const workers::Assessment assessment = vision::assess(facts);
    QTEST(assessment.riskScore, "score");
    QTEST(assessment.riskLevel, "level");
    QVERIFY(!assessment.summary.isEmpty());
    QVERIFY(!assessment.reasoning.isEmpty());
}

void RiskRulesTest::theReasonsAddUp()
{
    QCOMPARE(vision::assess(sceneWith({someone(2, 61, 0.6)}, 23)).reasoning,
             u"a person is in view (+25); 2 people at once (+8); it is night, 23 o'clock (+20); "
             "present for 61 s (+15); near the camera, 60 % of the image height (+12)."_s);
}

void RiskRulesTest::saysWhatItSaw()
{
    const workers::Assessment motion =
        vision::assess(sceneWith({someone(1, 0, 0, u"motion"_s)}, 23));
    QCOMPARE(motion.summary, u"movement seen by front_door at 23:30."_s);
    QCOMPARE(motion.reasoning, u"something moves, but nothing was recognised in it (+5)."_s);
    QCOMPARE(vision::assess(sceneWith({someone(2, 61), someone(1, 0, 0, u"dog"_s)}, 23)).summary,
             u"2 people, 1 animal seen by front_door for 61 s at 23:30."_s);
}

QTEST_GUILESS_MAIN(RiskRulesTest)
#include "tst_riskrules.moc"
