// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/metrics/textform.h"

#include <QTest>

#include <cmath>
#include <limits>

#include <prometheus/text_serializer.h>

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

namespace {

MetricFamily family(MetricType type)
{
    return {.name = "a_name", .help = "What it is.", .type = type, .metric = {}};
}

MetricFamily gaugeOf(double value, const std::vector<ClientMetric::Label> &labels = {})
{
    MetricFamily gauge = family(MetricType::Gauge);
    ClientMetric metric;
    metric.label = labels;
    metric.gauge.value = value;
    gauge.metric.push_back(metric);
    return gauge;
}

MetricFamily histogramOf(const std::vector<ClientMetric::Bucket> &buckets)
{
    MetricFamily histogram = family(MetricType::Histogram);
    ClientMetric metric;
    metric.label.push_back({"stage", "detection"});
    metric.histogram.sample_count = 12;
    metric.histogram.sample_sum = 3.75;
    metric.histogram.bucket = buckets;
    histogram.metric.push_back(metric);
    return histogram;
}

} // namespace

/// Byte for byte what prometheus-cpp itself would write.
class TextFormTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbers_data();
    void numbers();
    void labels_data();
    void labels();
    void histograms_data();
    void histograms();
    void severalFamilies();
    void isWhatIsDocumented();

private:
    static void compare(const std::vector<MetricFamily> &families)
    {
        QCOMPARE(QByteArray::fromStdString(metrics::textForm(families)),
                 QByteArray::fromStdString(prometheus::TextSerializer().Serialize(families)));
    }
};

void TextFormTest::numbers_data()
{
    QTest::addColumn<double>("number");
    for (const double number : {0.0,
                                -0.0,
                                1.0,
                                -7.0,
                                0.1,
                                0.05,
                                1.0 / 3,
                                1e-300,
                                123456789.0,
                                1766831400.25,
                                1e15,
                                999999999999999.0,
                                1e16,
                                12345678901234567.0,
                                1e300,
                                -2.5e-7,
                                std::numeric_limits<double>::infinity(),
                                -std::numeric_limits<double>::infinity(),
                                std::numeric_limits<double>::quiet_NaN(),
                                std::numeric_limits<double>::denorm_min(),
                                std::numeric_limits<double>::max()}) {
        QTest::addRow("%.17g", number) << number;
    }
}

void TextFormTest::numbers()
{
    QFETCH(double, number);
    compare({gaugeOf(number)});
    MetricFamily counter = family(MetricType::Counter);
    counter.metric.emplace_back();
    counter.metric.back().counter.value = number;
    compare({counter});
}

void TextFormTest::labels_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("plain") << QByteArray("front_door");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("quotes") << QByteArray(R"(a "door")");
    QTest::newRow("backslashes") << QByteArray(R"(a\b\\)");
    QTest::newRow("a line's end") << QByteArray("a\nb");
    QTest::newRow("braces") << QByteArray("/api/{name}/start,=");
    QTest::newRow("UTF-8") << QByteArray("Tür");
}

void TextFormTest::labels()
{
    QFETCH(QByteArray, value);
    compare({gaugeOf(1, {{"a", value.toStdString()}})});
    compare({gaugeOf(1, {{"a", "x"}, {"b", value.toStdString()}, {"c", "y"}})});
}

void TextFormTest::histograms_data()
{
    using Buckets = std::vector<ClientMetric::Bucket>;
    QTest::addColumn<Buckets>("buckets");
    QTest::newRow("without buckets") << Buckets();
    QTest::newRow("without the last one") << Buckets{{3, 0.005}, {7, 0.5}, {9, 10}};
    QTest::newRow("with it") << Buckets{{3, 0.005}, {12, std::numeric_limits<double>::infinity()}};
}

void TextFormTest::histograms()
{
    QFETCH(std::vector<ClientMetric::Bucket>, buckets);
    compare({histogramOf(buckets)});
}

void TextFormTest::severalFamilies()
{
    MetricFamily two = gaugeOf(1, {{"a", "1"}});
    two.metric.push_back(gaugeOf(2, {{"a", "2"}}).metric.front());
    MetricFamily silent = gaugeOf(3);
    silent.help.clear();
    compare({two, histogramOf({{1, 1}}), silent, family(MetricType::Counter)});
    compare({});
}

void TextFormTest::isWhatIsDocumented()
{
    QCOMPARE(QByteArray::fromStdString(metrics::textForm({histogramOf({{3, 0.5}})})),
             QByteArray("# HELP a_name What it is.\n"
                        "# TYPE a_name histogram\n"
                        "a_name_count{stage=\"detection\"} 12\n"
                        "a_name_sum{stage=\"detection\"} 3.75\n"
                        "a_name_bucket{stage=\"detection\",le=\"0.5\"} 3\n"
                        "a_name_bucket{stage=\"detection\",le=\"+Inf\"} 12\n"));
}

QTEST_GUILESS_MAIN(TextFormTest)
#include "tst_textform.moc"
