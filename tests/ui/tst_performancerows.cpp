// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/cannedload.h"
#include "ui/performance/loadmodel.h"
#include "ui/performance/performancerows.h"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using protocol::Performance;
using protocol::WallTime;

namespace {

const WallTime At = *protocol::fromIso(u"2025-12-27T10:30:00Z"_s);

/// "name value [note]" of each row, with the sign of those that are marked.
QStringList told(const QList<PanelRow> &rows)
{
    QStringList words;
    for (const PanelRow &row : rows) {
        const QString sign = row.look.tone == Tone::Critical ? u"!! "_s
            : row.look.tone == Tone::Warning                 ? u"! "_s
                                                             : QString();
        words << QString(sign % row.name % u' ' % row.value % u' ' % row.note).simplified();
    }
    return words;
}

PerformancePicture picture(const Performance &now)
{
    return {.now = now};
}

} // namespace

class PerformanceRowsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void host();
    void gpu();
    void services();
    void work();
    void stores();
    void foreignStores();
    void alerts();
    void nothingMeasured();
    void strangeDocuments_data();
    void strangeDocuments();
    void model();
};

void PerformanceRowsTest::host()
{
    QCOMPARE(told(hostRows(picture(tests::busy(At)))),
             QStringList({u"CPU 34 %"_s, u"Memory 64 % 19.8 GB of 31.2 GB"_s,
                          u"Disk 44 % 412 GB of 930 GB"_s}));
    QCOMPARE(told(hostRows(picture(tests::overloaded(At)))).first(), u"!! CPU 97 %"_s);
    QCOMPARE(told(hostRows(picture({}))), QStringList({u"CPU —"_s, u"Memory —"_s, u"Disk —"_s}));
}

void PerformanceRowsTest::gpu()
{
    QCOMPARE(told(gpuRows(picture(tests::overloaded(At)))),
             QStringList({u"Load 41 %"_s, u"Memory 41 % 9.8 GB of 24 GB"_s,
                          u"! Temperature 78 °C"_s, u"Power 142 W"_s}));
    QVERIFY(gpuRows(picture(tests::idle(At))).isEmpty());
}

void PerformanceRowsTest::services()
{
    Performance figures = tests::overloaded(At);
    figures.aiModels.append({.name = u"oracle"_s, .status = u"pondering"_s});
    const QList<PanelRow> rows = serviceRows(picture(figures));
    QCOMPARE(told(rows),
             QStringList({u"!! yolo26 yolo26m · cuda:0"_s,
                          u"nemotron 1 of 4 slots busy · context 4096"_s, u"clip ViT-L/14"_s,
                          u"oracle —"_s}));
    QCOMPARE(rows.first().look.word, u"Unreachable"_s);
    QCOMPARE(rows.last().look.word, u"pondering?"_s);
}

void PerformanceRowsTest::work()
{
    QCOMPARE(told(inferenceRows(picture(tests::busy(At)))),
             QStringList({u"Detection 95 ms mean 42 ms · p99 160 ms"_s,
                          u"Analysis 5.2 s mean 2.1 s · p99 8.1 s"_s,
                          u"In all 64.0 s mean 31.0 s"_s, u"A minute 22.4 images · 1.2 events"_s,
                          u"Waiting 3 for detection · 1 for analysis"_s}));
    Performance slow = tests::busy(At);
    slow.inference->yolo26.p95 = 200;
    slow.inference->nemotron.p95 = 30'000;
    QCOMPARE(told(inferenceRows(picture(slow))).at(0).first(2), u"! "_s);
    QCOMPARE(told(inferenceRows(picture(slow))).at(1).first(2), u"!!"_s);
}

void PerformanceRowsTest::stores()
{
    QCOMPARE(
        told(storeRows(picture(tests::overloaded(At)))),
        QStringList({u"SQLite 3.40.1 · 38 MB, log 4 MB"_s, u"Cache hits 99 %"_s,
                     u"Transactions 184 a minute"_s, u"! Queue 4 wait · 2 in work · 3 dead"_s}));
    QVERIFY(storeRows({}).isEmpty());
}

void PerformanceRowsTest::foreignStores()
{
    Performance figures;
    figures.databases.postgresql = {u"healthy"_s, 84, 100, 88, 1200};
    figures.databases.redis = {u"unreachable"_s, {}, {}, {}, {}};
    QCOMPARE(told(storeRows(picture(figures))),
             QStringList({u"PostgreSQL 1200 transactions a minute"_s, u"! Connections 84 of 100"_s,
                          u"! Cache hits 88 %"_s, u"!! Redis clients —, blocked —"_s,
                          u"Redis memory —"_s, u"Redis hits —"_s}));
}

void PerformanceRowsTest::alerts()
{
    Performance figures = tests::overloaded(At);
    figures.alerts.append({u"dire"_s, u"x"_s, 1, 2, u"Something"_s});
    const QList<PanelRow> rows = alertRows(picture(figures));
    QCOMPARE(told(rows),
             QStringList({u"!! CPU load is 97.4 % (limit 95)"_s,
                          u"! GPU temperature is 78 °C (limit 75)"_s,
                          u"! Disk is 83 % full (limit 80)"_s, u"Something (limit 2)"_s}));
    QCOMPARE(rows.last().look.word, u"dire?"_s);
}

void PerformanceRowsTest::nothingMeasured()
{
    for (const PanelRow &row : inferenceRows(picture(tests::idle(At)))) {
        QVERIFY2(!QString(row.value + row.note).contains(u'0'), qPrintable(row.name));
        QVERIFY(!row.gauge || !row.gauge->value);
    }
    QVERIFY(inferenceRows({}).isEmpty());
}

void PerformanceRowsTest::strangeDocuments_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("numbers as texts")
        << QByteArray(R"({"host":{"cpu_percent":"34"},"gpu":{"utilization":"x"}})");
    QTest::newRow("lists for objects")
        << QByteArray(R"({"host":[],"ai_models":[],"alerts":{},"workers":7,"databases":"x"})");
    QTest::newRow("nulls") << QByteArray(
        R"({"host":{},"gpu":{},"ai_models":{"a":null},"alerts":[null],"workers":[null]})");
}

void PerformanceRowsTest::strangeDocuments()
{
    QFETCH(QByteArray, body);
    const PerformancePicture strange{
        .now = protocol::performanceFromJson(QJsonDocument::fromJson(body).object())};
    for (const auto &rows : {hostRows(strange), gpuRows(strange), serviceRows(strange),
                             inferenceRows(strange), storeRows(strange), alertRows(strange)}) {
        for (const PanelRow &row : rows) {
            QVERIFY(!row.gauge || !row.gauge->value);
        }
    }
}

void PerformanceRowsTest::model()
{
    LoadModel model;
    const QAbstractItemModelTester tester(&model);
    model.merge(*tests::busy(At).workers);
    QCOMPARE(model.index(1, LoadModel::Cpu).data().toString(), u"34.5"_s);
    QCOMPARE(model.index(3, LoadModel::Memory).data().toString(), u"—"_s);
    QCOMPARE(model.index(4, LoadModel::Processes).data().toString(), u"5"_s);
}

QTEST_GUILESS_MAIN(PerformanceRowsTest)
#include "tst_performancerows.moc"
