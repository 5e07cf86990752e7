// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/gauge.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace ui;

class GaugeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void limits_data();
    void limits();
    void notMeasuredIsNotZero();
};

void GaugeTest::limits_data()
{
    QTest::addColumn<Gauge>("gauge");
    QTest::addColumn<Tone>("tone");
    const Gauge cpu{.warning = 80, .critical = 95};
    const auto at = [](Gauge gauge, double value) {
        gauge.value = value;
        return gauge;
    };
    QTest::newRow("below") << at(cpu, 79.9) << Tone::Quiet;
    QTest::newRow("at the warning") << at(cpu, 80) << Tone::Warning;
    QTest::newRow("at the critical") << at(cpu, 95) << Tone::Critical;
    const Gauge hits{.warning = 90, .critical = 80, .bad = BadSide::Below};
    QTest::newRow("good side") << at(hits, 90.1) << Tone::Quiet;
    QTest::newRow("low warning") << at(hits, 90) << Tone::Warning;
    QTest::newRow("low critical") << at(hits, 80) << Tone::Critical;
    QTest::newRow("without limits") << at({}, 1e9) << Tone::Quiet;
    QTest::newRow("not measured") << cpu << Tone::Quiet;
    QTest::newRow("not measured, low side") << hits << Tone::Quiet;
}

void GaugeTest::limits()
{
    QFETCH(Gauge, gauge);
    QTEST(toneOf(gauge), "tone");
}

void GaugeTest::notMeasuredIsNotZero()
{
    const auto picture = [](const Gauge &gauge) {
        QImage image(80, 16, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        drawGauge(painter, QRectF(0, 0, 80, 16), gauge, tokens(Scheme::Light));
        painter.end();
        return image;
    };
    QVERIFY(picture({}) != picture({.value = 0}));
    QVERIFY(picture({.value = 50}) != picture({.value = 0}));
    QVERIFY(picture({.value = 50, .warning = 40}) != picture({.value = 50}));
}

QTEST_GUILESS_MAIN(GaugeTest)
#include "tst_gauge.moc"
