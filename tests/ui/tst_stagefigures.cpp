// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/accountsline.h"
#include "ui/pipeline/stagefigures.h"

#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::StageAccount;
using protocol::WallTime;

namespace {

FlowRing ringWith(const QMap<QString, double> &figures)
{
    FlowRing ring(1s);
    ring.add({.at = WallTime(1s), .figures = figures});
    return ring;
}

QStringList namesOf(const QList<ChartLine> &lines)
{
    QStringList names;
    for (const ChartLine &line : lines) {
        names << line.name;
    }
    return names;
}

} // namespace

class StageFiguresTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void queuesAreInFlowOrder();
    void percentilesOfAStage();
    void reasonsInWords();
    void stagesWithoutFigures();
    void accounts_data();
    void accounts();
    void accountsLine();
};

void StageFiguresTest::queuesAreInFlowOrder()
{
    const FlowRing ring =
        ringWith({{u"queue/analysis"_s, 2}, {u"queue/zoo"_s, 1}, {u"queue/detection"_s, 12}});
    QCOMPARE(namesOf(queueLines(ring)), (QStringList{u"detection"_s, u"analysis"_s, u"zoo"_s}));
    QCOMPARE(queueLines(ring).first().points.first().value, std::optional(12.0));
}

void StageFiguresTest::percentilesOfAStage()
{
    const FlowRing ring = ringWith({{u"p50/detection"_s, 42}, {u"p99/detection"_s, 310}});
    const auto lines = latencyLines(ring, u"detection"_s);
    QCOMPARE(namesOf(lines), (QStringList{u"p50"_s, u"p95"_s, u"p99"_s}));
    QCOMPARE(lines.at(2).points.first().value, std::optional(310.0));
    QVERIFY(!lines.at(1).points.first().value); // not told, and so not zero
}

void StageFiguresTest::reasonsInWords()
{
    const FlowRing ring = ringWith({{u"closed/idle"_s, 1},
                                    {u"closed/max_size"_s, 1},
                                    {u"closed/moon"_s, 1},
                                    {u"closed/timeout"_s, 1}});
    QCOMPARE(namesOf(closingLines(ring)),
             (QStringList{u"idle"_s, u"full"_s, u"moon?"_s, u"window"_s}));
}

void StageFiguresTest::stagesWithoutFigures()
{
    QCOMPARE(stagesOf(FlowRing(1s)), (QStringList{u"intake"_s, u"detection"_s, u"analysis"_s}));
    QCOMPARE(stagesOf(ringWith({{u"out/analysis"_s, 1}, {u"in/detection"_s, 1}})),
             (QStringList{u"detection"_s, u"analysis"_s}));
}

void StageFiguresTest::accounts_data()
{
    QTest::addColumn<int>("in");
    QTest::addColumn<bool>("isBalanced");
    QTest::addColumn<QString>("text");
    QTest::newRow("balanced") << 40 << true
                              << u"images: 40 in = 30 out + 1 waiting + 9 accounted for"_s;
    QTest::newRow("one is missing")
        << 41 << false << u"images: 41 in ≠ 30 out + 1 waiting + 9 accounted for"_s;
    QTest::newRow("one too many") << 39 << false
                                  << u"images: 39 in ≠ 30 out + 1 waiting + 9 accounted for"_s;
}

void StageFiguresTest::accounts()
{
    QFETCH(int, in);
    const StageAccount account{.stage = u"images"_s,
                               .in = in,
                               .out = 30,
                               .waiting = 1,
                               .lost = {{u"duplicate"_s, 7}, {u"dead"_s, 2}}};
    QTEST(isBalanced(account), "isBalanced");
    QTEST(accountText(account), "text");
}

void StageFiguresTest::accountsLine()
{
    AccountsLine line(nullptr);
    line.setAccounts({}, {});
    QCOMPARE(line.text(), u"Accounts: not known yet"_s);
    line.setAccounts({}, {.vouched = true, .asOf = WallTime(10s)});
    QCOMPARE(line.text(), u"Accounts  —"_s);
    line.setAccounts({{.stage = u"images"_s}}, {.vouched = false, .asOf = WallTime(10s)});
    QVERIFY(line.text().startsWith(u"Accounts, as of 00:00:10  images: 0 in = "));
    QCOMPARE(line.accessibleDescription(), line.text());
}

QTEST_MAIN(StageFiguresTest)
#include "tst_stagefigures.moc"
