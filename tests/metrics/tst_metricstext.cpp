// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/metrics/families.h"
#include "backend/metrics/metricstext.h"
#include "backend/metrics/textform.h"

#include <QTest>

using namespace Qt::StringLiterals;
using metrics::MetricsText;
using metrics::Snapshot;

/// The text of GET /metrics, of which most is kept from one scrape to the next.
class MetricsTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWhatTheFamiliesSay_data();
    void isWhatTheFamiliesSay();
};

namespace {

http::RequestLine line(const QString &route, quint64 answers, double seconds)
{
    http::RequestLine line{.route = route, .method = "GET"};
    line.classes[1] = answers;
    line.durations.buckets[0] = answers;
    line.durations.sumSeconds = seconds;
    return line;
}

Snapshot usual()
{
    return {.version = u"1"_s,
            .connections = 3,
            .requests = {line(u"/a"_s, 1, 0.25), line(u"/b"_s, 2, 0.5), line(u"/c"_s, 3, 0.75)}};
}

QByteArray whole(const Snapshot &snapshot)
{
    return QByteArray::fromStdString(metrics::textForm(metrics::families(snapshot)));
}

} // namespace

void MetricsTextTest::isWhatTheFamiliesSay_data()
{
    QTest::addColumn<Snapshot>("after");
    const auto row = [](const char *name, const auto &change) {
        Snapshot snapshot = usual();
        change(snapshot);
        QTest::newRow(name) << snapshot;
    };
    row("nothing changed", [](Snapshot &) {});
    row("one more answer", [](Snapshot &s) { s.requests[1] = line(u"/b"_s, 3, 0.5); });
    row("another class", [](Snapshot &s) { s.requests[1].classes[4] = 1; });
    row("another sum", [](Snapshot &s) { s.requests[2].durations.sumSeconds = 0.8; });
    row("another bucket", [](Snapshot &s) { s.requests[2].durations.buckets.back() = 1; });
    row("another method", [](Snapshot &s) { s.requests[0].method = "PUT"; });
    row("a new one first", [](Snapshot &s) { s.requests.prepend(line(u"/0"_s, 9, 9)); });
    row("a new one last", [](Snapshot &s) { s.requests.append(line(u"/d"_s, 9, 9)); });
    row("none at all", [](Snapshot &s) { s.requests.clear(); });
    row("another figure", [](Snapshot &s) { s.connections = 4; });
}

// Byte for byte, whatever was told before.
void MetricsTextTest::isWhatTheFamiliesSay()
{
    QFETCH(Snapshot, after);
    MetricsText text;
    QCOMPARE(text.bytes(usual()), whole(usual()));
    QCOMPARE(text.bytes(after), whole(after));
    QCOMPARE(text.bytes(after), whole(after));
    QCOMPARE(text.bytes(usual()), whole(usual()));
}

QTEST_GUILESS_MAIN(MetricsTextTest)
#include "tst_metricstext.moc"
