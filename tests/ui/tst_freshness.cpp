// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/freshness.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using ui::Freshness;

class FreshnessTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void together_data();
    void together();
};

namespace {

constexpr protocol::WallTime Ten{10h};
constexpr protocol::WallTime Twelve{12h};

} // namespace

Q_DECLARE_METATYPE(Freshness)

void FreshnessTest::together_data()
{
    QTest::addColumn<Freshness>("left");
    QTest::addColumn<Freshness>("right");
    QTest::addColumn<Freshness>("expected");
    const Freshness live{.vouched = true, .asOf = Twelve};
    const Freshness old{.asOf = Ten};
    const Freshness older{.asOf = Ten, .error = u"The store is busy"_s};
    const Freshness never{.error = u"The store is busy"_s};
    QTest::newRow("both live") << live << live << live;
    QTest::newRow("one lives") << live << older << Freshness{.vouched = true, .asOf = Ten};
    QTest::newRow("one lives, one was never read") << never << live << live;
    QTest::newRow("none lives: as old as the oldest")
        << Freshness{.asOf = Twelve} << old << Freshness{.asOf = Ten};
    QTest::newRow("one is old, one was never read") << never << old << old;
    QTest::newRow("none was ever read") << never << Freshness{} << never;
}

void FreshnessTest::together()
{
    QFETCH(Freshness, left);
    QFETCH(Freshness, right);
    QTEST(ui::together({left, right}), "expected");
}

QTEST_GUILESS_MAIN(FreshnessTest)
#include "tst_freshness.moc"
