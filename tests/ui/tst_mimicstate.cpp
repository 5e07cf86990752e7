// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/mimicstate.h"

#include <QJsonDocument>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using protocol::Worker;
using protocol::WorkerStatus;

namespace {

enum Place
{
    Watcher = 1,
    Detection = 2,
    Analysis = 4,
};

constexpr const char *Quiet = R"({"running":true,"camera_root":"/c","pending_tasks":3,)"
                              R"("observer_type":"native","error":null})";
constexpr const char *Blind = R"({"running":true,"camera_root":"/c","pending_tasks":0,)"
                              R"("observer_type":"polling","error":"camera root /c: no such"})";

/// GET /api/system/pipeline with what matters here.
protocol::PipelineStatus pipeline(const char *watcher, const QByteArray &lost = "{}",
                                  int deadDetections = 0, int deadAnalyses = 0)
{
    const QByteArray body = QByteArray(R"({"file_watcher":)") + watcher
        + R"(,"queues":{"detection":{"waiting":12,"leased":1,"dead":)"
        + QByteArray::number(deadDetections) + R"(},"analysis":{"waiting":0,"leased":0,"dead":)"
        + QByteArray::number(deadAnalyses)
        + R"(}},"accounts":[{"stage":"images","in":40,"out":31,"waiting":1,"lost":)" + lost + "}]}";
    return protocol::pipelineStatusFromJson(QJsonDocument::fromJson(body).object());
}

MimicState stateOf(const protocol::PipelineStatus &status,
                   WorkerStatus watcher = WorkerStatus::Running, Trust trust = Trust::Present)
{
    QList<Worker> workers;
    for (const auto &name : {u"file_watcher"_s, u"detection_worker"_s, u"analysis_worker"_s}) {
        workers.append({.name = name, .status = WorkerStatus::Running});
    }
    workers[0].status = watcher;
    return mimicState({.workers = workers,
                       .workersTrust = Trust::Present,
                       .pipeline = status,
                       .pipelineTrust = trust});
}

} // namespace

class MimicStateTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quietWhenNothingIsWrong();
    void watcherWithAFault();
    void faultOfAWatcherThatFailed();
    void losses_data();
    void losses();
    void deadLetters();
    void nothingIsClaimedBeforeItWasRead();
    void oldFiguresAreNotVouchedFor();
};

void MimicStateTest::quietWhenNothingIsWrong()
{
    const MimicState state = stateOf(pipeline(Quiet));
    for (const int place : {Watcher, Detection, Analysis}) {
        const Station &station = state.stations.at(place);
        QCOMPARE(station.look.tone, Tone::Quiet);
        QCOMPARE(station.mark.glyph, Glyph::None);
        QCOMPARE(station.notes, QStringList());
    }
    QCOMPARE(state.stations.at(Watcher).waiting, std::optional<qint64>(3));
    QCOMPARE(state.stations.at(Detection).waiting, std::optional<qint64>(12));
    QCOMPARE(state.attention, QStringList());
}

void MimicStateTest::watcherWithAFault()
{
    const MimicState state = stateOf(pipeline(Blind));
    const Station &watcher = state.stations.at(Watcher);
    QCOMPARE(watcher.look, (Look{Glyph::Triangle, Tone::Warning, u"Fault"_s}));
    QCOMPARE(watcher.figure, u"camera root /c: no such"_s);
    QCOMPARE(watcher.waiting, std::optional<qint64>());
    QCOMPARE(watcher.notes, QStringList(u"camera root /c: no such"_s));
    QCOMPARE(state.attention, QStringList(u"file_watcher: camera root /c: no such"_s));
    QCOMPARE(state.stations.at(Detection).look.tone, Tone::Quiet);
}

// What the worker itself has is worse than what it said last.
void MimicStateTest::faultOfAWatcherThatFailed()
{
    const Station watcher = stateOf(pipeline(Blind), WorkerStatus::Failed).stations.at(Watcher);
    QCOMPARE(watcher.look.word, u"Failed"_s);
    QCOMPARE(watcher.look.tone, Tone::Critical);
    QCOMPARE(watcher.figure, u"camera root /c: no such"_s);
}

void MimicStateTest::losses_data()
{
    QTest::addColumn<QByteArray>("lost");
    QTest::addColumn<QString>("mark");
    QTest::addColumn<QStringList>("notes");
    QTest::newRow("none") << QByteArray(R"({"duplicate":0,"too_old":0,"rejected":0,"dead":0})")
                          << QString() << QStringList();
    QTest::newRow("on purpose") << QByteArray(R"({"duplicate":4,"too_old":2,"ignored":1})")
                                << QString()
                                << QStringList{u"Duplicates left out: 4"_s,
                                               u"Left out, no image of a camera: 1"_s,
                                               u"Left out, older than the retention: 2"_s};
    QTest::newRow("for a fault") << QByteArray(R"({"duplicate":4,"rejected":2,"incomplete":1})")
                                 << u"3 lost"_s
                                 << QStringList{u"Duplicates left out: 4"_s,
                                                u"Lost, never written to the end: 1"_s,
                                                u"Lost, refused or unreadable: 2"_s};
    QTest::newRow("a reason of a newer backend")
        << QByteArray(R"({"eaten":7})") << u"7 lost"_s << QStringList{u"Lost, eaten: 7"_s};
    // They are shown where they were given up.
    QTest::newRow("dead letters") << QByteArray(R"({"dead":7})") << QString() << QStringList();
}

void MimicStateTest::losses()
{
    QFETCH(QByteArray, lost);
    QFETCH(QString, mark);
    const MimicState state = stateOf(pipeline(Quiet, lost));
    const Station &watcher = state.stations.at(Watcher);
    QCOMPARE(watcher.look.word, u"Running"_s);
    QCOMPARE(watcher.mark.word, mark);
    QCOMPARE(watcher.mark.tone, mark.isEmpty() ? Tone::Quiet : Tone::Warning);
    QCOMPARE(watcher.mark.glyph, mark.isEmpty() ? Glyph::None : Glyph::Triangle);
    QTEST(watcher.notes, "notes");
    QCOMPARE(state.attention, QStringList());
}

void MimicStateTest::deadLetters()
{
    const MimicState state = stateOf(pipeline(Quiet, "{}", 2, 1));
    const Station &detection = state.stations.at(Detection);
    QCOMPARE(detection.mark, (Look{Glyph::Triangle, Tone::Warning, u"2 dead"_s}));
    QCOMPARE(detection.waiting, std::optional<qint64>(12));
    QCOMPARE(detection.notes, QStringList(u"Dead letters, given up after the last attempt: 2"_s));
    QCOMPARE(state.stations.at(Analysis).mark.word, u"1 dead"_s);
    QCOMPARE(state.stations.at(Watcher).mark.glyph, Glyph::None);
    QCOMPARE(state.attention,
             (QStringList{u"analysis: dead letters 1"_s, u"detection: dead letters 2"_s}));
}

void MimicStateTest::nothingIsClaimedBeforeItWasRead()
{
    const MimicState state = mimicState({});
    QCOMPARE(state.stations.at(Watcher).look.word, u"Not read yet"_s);
    QCOMPARE(state.attention, QStringList());
}

void MimicStateTest::oldFiguresAreNotVouchedFor()
{
    const MimicState state =
        stateOf(pipeline(Blind, R"({"rejected":1})", 2), WorkerStatus::Running, Trust::Old);
    QCOMPARE(state.stations.at(Watcher).trust, Trust::Old);
    QCOMPARE(state.stations.at(Detection).trust, Trust::Old);
    QCOMPARE(state.attention, QStringList());
}

QTEST_GUILESS_MAIN(MimicStateTest)
#include "tst_mimicstate.moc"
