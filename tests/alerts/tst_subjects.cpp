// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/alerts/figures.h"
#include "backend/alerts/subjects.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace alerts;

/// What the rooms say and what rules may ask is the same.
class SubjectsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeVocabulary_data();
    void wholeVocabulary();
    void words();
    void whatIsNotKnownIsNull();
    void figures();
    void everyFigure();
    void fill_data();
    void fill();
};

namespace {

QStringList factsOf(const Subject &subject)
{
    QStringList names = subject.facts.keys();
    names.sort();
    return names;
}

QStringList vocabularyOf(const QString &kind)
{
    QStringList names = factNames().filter(QRegularExpression(u"^%1\\."_s.arg(kind)));
    names.sort();
    return names;
}

} // namespace

void SubjectsTest::wholeVocabulary_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QStringList>("facts");
    const auto row = [](const Subject &subject) {
        QTest::newRow(qPrintable(subject.kind)) << subject.kind << factsOf(subject);
    };
    row(subjectOf(protocol::Worker{}));
    row(subjectOf(protocol::Breaker{}));
    row(subjectOf(protocol::AiServiceHealth{}));
    row(subjectOf(protocol::QueueStatus{}));
    row(subjectOf(protocol::PipelineStatus{}));
    for (const Subject &subject : subjectsOf(protocol::FullHealth{})) {
        row(subject);
    }
    row(eventOf({}));
}

void SubjectsTest::wholeVocabulary()
{
    QFETCH(QString, kind);
    QFETCH(QStringList, facts);
    QCOMPARE(facts, vocabularyOf(kind));
}

void SubjectsTest::words()
{
    const Subject worker = subjectOf(protocol::Worker{.name = u"cam"_s,
                                                      .status = protocol::WorkerStatus::Failed,
                                                      .restartCount = 5,
                                                      .error = u"gone"_s,
                                                      .critical = true});
    QCOMPARE(worker.kind, u"worker"_s);
    QCOMPARE(worker.name, u"cam"_s);
    QCOMPARE(worker.facts.value(u"worker.status"_s), QJsonValue(u"failed"_s));
    QCOMPARE(worker.facts.value(u"worker.restart_count"_s), QJsonValue(5));
    QCOMPARE(worker.facts.value(u"worker.error"_s), QJsonValue(u"gone"_s));
    QCOMPARE(worker.facts.value(u"worker.critical"_s), QJsonValue(true));
    const Subject breaker =
        subjectOf(protocol::Breaker{.name = u"clip"_s, .state = protocol::BreakerState::HalfOpen});
    QCOMPARE(breaker.facts.value(u"breaker.state"_s), QJsonValue(u"half_open"_s));
    const Subject event = eventOf({{u"event_id"_s, 456}, {u"risk_level"_s, u"high"_s}});
    QCOMPARE(event.name, u"456"_s);
    QCOMPARE(event.facts.value(u"event.risk_level"_s), QJsonValue(u"high"_s));
}

void SubjectsTest::whatIsNotKnownIsNull()
{
    QVERIFY(subjectOf(protocol::Worker{}).facts.value(u"worker.error"_s).isNull());
    const Subject queue = subjectOf(protocol::QueueStatus{.name = u"detection"_s});
    for (const QString &fact : {u"queue.waiting"_s, u"queue.dead"_s, u"queue.fill_percent"_s}) {
        QVERIFY2(queue.facts.value(fact).isNull(), qPrintable(fact));
    }
    const Subject pipeline = subjectOf(protocol::PipelineStatus{});
    QVERIFY(pipeline.facts.value(u"pipeline.watcher_running"_s).isNull());
}

void SubjectsTest::figures()
{
    const Subject performance =
        performanceOf({{u"host_disk_percent"_s, 91.5}, {u"unheard_of"_s, 1}});
    QCOMPARE(factsOf(performance), QStringList{u"performance.host_disk_percent"_s});
    QCOMPARE(performance.facts.value(u"performance.host_disk_percent"_s), QJsonValue(91.5));
}

void SubjectsTest::everyFigure()
{
    QVERIFY(figuresOf({}).isEmpty());
    protocol::Performance all{
        .gpu = protocol::GpuFigures{.utilization = 10,
                                    .vramUsedGb = 6,
                                    .vramTotalGb = 24,
                                    .temperature = 70,
                                    .powerWatts = 200},
        .inference = protocol::InferenceFigures{.yolo26 = {.p95 = 1},
                                                .nemotron = {.p95 = 2},
                                                .pipeline = {.p95 = 3}},
        .host = protocol::HostFigures{.cpuPercent = 4, .ramPercent = 5, .diskPercent = 91.5}};
    all.databases.postgresql = {.connectionsActive = 20, .connectionsMax = 80, .cacheHitRatio = 99};
    all.databases.redis = {.memoryMb = 7, .hitRatio = 50};
    const QMap<QString, double> figures = figuresOf(all);
    QCOMPARE(factsOf(performanceOf(figures)), vocabularyOf(u"performance"_s));
    QCOMPARE(figures.value(u"gpu_vram_percent"_s), 25.0);
    QCOMPARE(figures.value(u"postgresql_connections_percent"_s), 25.0);
    QCOMPARE(figures.value(u"host_disk_percent"_s), 91.5);
}

void SubjectsTest::fill_data()
{
    QTest::addColumn<qint64>("waiting");
    QTest::addColumn<qint64>("capacity");
    QTest::addColumn<QJsonValue>("percent");
    QTest::newRow("empty") << qint64(0) << qint64(10'000) << QJsonValue(0);
    QTest::newRow("four fifths") << qint64(8000) << qint64(10'000) << QJsonValue(80);
    QTest::newRow("without a limit") << qint64(8000) << qint64(0) << QJsonValue();
}

void SubjectsTest::fill()
{
    QFETCH(qint64, waiting);
    QFETCH(qint64, capacity);
    QFETCH(QJsonValue, percent);
    const Subject queue = subjectOf(protocol::QueueStatus{
        .waiting = waiting, .capacity = capacity, .observedAt = protocol::WallTime()});
    QCOMPARE(queue.facts.value(u"queue.fill_percent"_s), percent);
}

QTEST_GUILESS_MAIN(SubjectsTest)
#include "tst_subjects.moc"
