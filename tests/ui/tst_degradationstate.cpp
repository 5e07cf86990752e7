// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/degradationstate.h"

#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Degradation;
using protocol::DegradationMode;
using protocol::Health;

namespace {

const protocol::InfrastructureHealth Store{u"postgres"_s, Health::Unhealthy, u"disk full"_s, {}};

CardLine line(const QString &label, const Degradation &degradation, Trust trust = Trust::Present)
{
    for (const CardLine &one : degradationLines(degradation, Store, trust)) {
        if (one.label == label) {
            return one;
        }
    }
    return {};
}

} // namespace

class DegradationStateTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mode();
    void store_data();
    void store();
    void queues();
    void services();
    void features();
};

void DegradationStateTest::mode()
{
    QCOMPARE(line(u"Mode"_s, {.mode = DegradationMode::Minimal}).look.word, u"Minimal"_s);
    QCOMPARE(line(u"Mode"_s, {.mode = DegradationMode::Unknown}).look.tone, Tone::Unknown);
    QCOMPARE(line(u"Queue"_s, {.redisHealthy = false}).look.word, u"Unhealthy"_s);
    QCOMPARE(line(u"Queue"_s, {}).look.word, u"Healthy"_s);
}

void DegradationStateTest::store_data()
{
    QTest::addColumn<int>("trust");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("text");
    QTest::newRow("present") << static_cast<int>(Trust::Present) << u"Unhealthy"_s
                             << u"disk full"_s;
    QTest::newRow("old") << static_cast<int>(Trust::Old) << u"Not known now"_s << QString();
    QTest::newRow("never read") << static_cast<int>(Trust::Never) << u"Not known now"_s
                                << QString();
}

void DegradationStateTest::store()
{
    QFETCH(int, trust);
    const CardLine found = line(u"Store"_s, {}, static_cast<Trust>(trust));
    QTEST(found.look.word, "word");
    QTEST(found.text, "text");
}

void DegradationStateTest::queues()
{
    QCOMPARE(line(u"Memory"_s, {}).look.tone, Tone::Quiet);
    const CardLine full = line(u"Memory"_s, {.memoryQueueSize = 17});
    QCOMPARE(full.text, u"17 queued (usually 0)"_s);
    QCOMPARE(full.look.tone, Tone::Warning);
    QCOMPARE(full.depth, std::optional<qint64>(17));
    QCOMPARE(line(u"Fallback"_s, {}).text, u"no queue"_s);
    const CardLine used =
        line(u"Fallback"_s, {.fallbackQueues = {{u"analysis"_s, 4}, {u"detection"_s, 0}}});
    QCOMPARE(used.text, u"analysis 4, detection 0"_s);
    QCOMPARE(used.look.tone, Tone::Warning);
    QCOMPARE(line(u"Fallback"_s, {.fallbackQueues = {{u"detection"_s, 0}}}).look.tone, Tone::Quiet);
}

void DegradationStateTest::services()
{
    QCOMPARE(line(u"Services"_s, {}).text, u"—"_s);
    const CardLine mixed = line(u"Services"_s,
                                {.services = {{.name = u"yolo26"_s, .status = u"healthy"_s},
                                              {.name = u"clip"_s, .status = u"unhealthy"_s},
                                              {.name = u"florence"_s, .status = u"unknown"_s},
                                              {.name = u"nemotron"_s, .status = u"asleep"_s}}});
    QCOMPARE(mixed.text, u"clip unhealthy, florence unknown, nemotron asleep?, 1 of 4 healthy"_s);
    QCOMPARE(mixed.look.tone, Tone::Critical);
    const CardLine alike = line(u"Services"_s,
                                {.services = {{.name = u"yolo26"_s, .status = u"unhealthy"_s},
                                              {.name = u"clip"_s, .status = u"unhealthy"_s},
                                              {.name = u"florence"_s, .status = u"unknown"_s}}});
    QCOMPARE(alike.text, u"yolo26, clip unhealthy, florence unknown"_s);
}

void DegradationStateTest::features()
{
    const Degradation some{.availableFeatures = {u"detection"_s, u"telepathy"_s}};
    QCOMPARE(line(u"Available"_s, some).text, u"detection, telepathy?"_s);
    QCOMPARE(line(u"Missing"_s, some).text, u"analysis, entity_tracking, enrichment"_s);
    QCOMPARE(line(u"Missing"_s, some).look.tone, Tone::Warning);
    const Degradation all{.availableFeatures = {u"detection"_s, u"analysis"_s, u"entity_tracking"_s,
                                                u"enrichment"_s}};
    QCOMPARE(line(u"Missing"_s, all).text, u"nothing"_s);
    QCOMPARE(line(u"Missing"_s, all).look.tone, Tone::Quiet);
}

QTEST_GUILESS_MAIN(DegradationStateTest)
#include "tst_degradationstate.moc"
