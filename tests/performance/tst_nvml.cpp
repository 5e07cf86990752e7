// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/nvml.h"

#include <QTest>

using performance::GpuReading;
using performance::Nvml;

/// With a driver's library that stands in for a real one.
class NvmlTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void cleanup() { qunsetenv("FAKE_NVML"); }

    void reads();
    void aDriverThatKnowsLittle();
    void aDriverWithoutGpu();
    void noDriver_data();
    void noDriver();
    void aGpuThatComesLater();
};

void NvmlTest::reads()
{
    constexpr unsigned long long gb = 1024ULL * 1024 * 1024;
    Nvml nvml(FAKE_NVML_LIBRARY);
    const GpuReading wanted{.name = "Fake RTX 4090",
                            .utilizationPercent = 45,
                            .memoryUsedBytes = 8 * gb,
                            .memoryTotalBytes = 24 * gb,
                            .temperatureCelsius = 62,
                            .powerMilliwatts = 120'500};
    QCOMPARE(nvml.read(), std::optional(wanted));
    QCOMPARE(nvml.read(), std::optional(wanted));
}

void NvmlTest::aDriverThatKnowsLittle()
{
    qputenv("FAKE_NVML", "little");
    Nvml nvml(FAKE_NVML_LIBRARY);
    QCOMPARE(nvml.read(), std::optional(GpuReading{.name = "Fake RTX 4090"}));
}

void NvmlTest::aDriverWithoutGpu()
{
    qputenv("FAKE_NVML", "none");
    Nvml nvml(FAKE_NVML_LIBRARY);
    QCOMPARE(nvml.read(), std::nullopt);
}

void NvmlTest::noDriver_data()
{
    QTest::addColumn<QByteArray>("library");
    QTest::newRow("no such file") << QByteArray("libnothing-of-the-kind.so.1");
    QTest::newRow("no library") << QByteArray(__FILE__);
    QTest::newRow("another library") << QByteArray("libc.so.6");
}

void NvmlTest::noDriver()
{
    QFETCH(QByteArray, library);
    Nvml nvml(library.constData());
    QCOMPARE(nvml.read(), std::nullopt);
    QCOMPARE(nvml.read(), std::nullopt);
}

// Once a minute, at one look every five seconds.
void NvmlTest::aGpuThatComesLater()
{
    qputenv("FAKE_NVML", "none");
    Nvml nvml(FAKE_NVML_LIBRARY);
    QCOMPARE(nvml.read(), std::nullopt);
    qunsetenv("FAKE_NVML");
    int looks = 1;
    while (!nvml.read() && looks < 100) {
        ++looks;
    }
    QVERIFY2(looks > 1 && looks <= 13, QByteArray::number(looks).constData());
}

QTEST_GUILESS_MAIN(NvmlTest)
#include "tst_nvml.moc"
