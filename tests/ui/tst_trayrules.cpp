// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notify/trayrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ui;

class TrayRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signAndSentence_data();
    void signAndSentence();
    void worstOfAll_data();
    void worstOfAll();
};

void TrayRulesTest::signAndSentence_data()
{
    QTest::addColumn<QString>("status");
    QTest::addColumn<QStringList>("reasons");
    QTest::addColumn<int>("vouched"); // 2: never heard of
    QTest::addColumn<int>("sign");
    QTest::addColumn<QString>("hint");
    const auto row = [](const char *name, const QString &status, const QStringList &reasons,
                        int vouched, TraySign sign, const QString &hint) {
        QTest::newRow(name) << status << reasons << vouched << static_cast<int>(sign) << hint;
    };
    row("all is well", u"healthy"_s, {}, 1, TraySign::Dot, u"gate: Healthy – All good"_s);
    row("degraded", u"degraded"_s, {u"yolo breaker open"_s}, 1, TraySign::Triangle,
        u"gate: Degraded – yolo breaker open"_s);
    row("unhealthy", u"unhealthy"_s, {u"a"_s, u"b"_s, u"c"_s}, 1, TraySign::Octagon,
        u"gate: Unhealthy – a\nFurther reasons: 2"_s);
    row("a word nobody knows", u"sleepy"_s, {}, 1, TraySign::Question,
        u"gate: sleepy? – All good"_s);
    row("old", u"healthy"_s, {}, 0, TraySign::Question,
        u"gate: not known now; last heard of at 2025-12-27 14:06:22 UTC"_s);
    row("never heard of", u"healthy"_s, {}, 2, TraySign::Question, u"gate: not known yet"_s);
}

void TrayRulesTest::signAndSentence()
{
    QFETCH(QString, status);
    QFETCH(QStringList, reasons);
    QFETCH(int, vouched);
    Freshness freshness{.vouched = vouched == 1};
    if (vouched != 2) {
        freshness.asOf = protocol::WallTime(std::chrono::milliseconds(1766844382000));
    }
    const TrayState state =
        trayState({.look = lookOfHealth(status), .sentence = u"All good"_s, .reasons = reasons},
                  freshness, u"gate"_s);
    QTEST(static_cast<int>(state.sign), "sign");
    QTEST(state.hint, "hint");
}

void TrayRulesTest::worstOfAll_data()
{
    QTest::addColumn<QList<TraySign>>("signs");
    QTest::addColumn<TraySign>("worst");
    using enum TraySign;
    QTest::newRow("nothing is known yet") << QList<TraySign>{} << Question;
    QTest::newRow("one") << QList{Triangle} << Triangle;
    QTest::newRow("degraded beside all is well") << QList{Dot, Triangle} << Triangle;
    QTest::newRow("what nobody knows may be worse") << QList{Triangle, Question} << Question;
    QTest::newRow("unhealthy is the worst") << QList{Question, Octagon, Dot} << Octagon;
}

void TrayRulesTest::worstOfAll()
{
    QFETCH(QList<TraySign>, signs);
    QList<TrayState> states;
    QStringList hints;
    for (const TraySign sign : signs) {
        hints << u"instance %1"_s.arg(states.size());
        states.append({sign, hints.last()});
    }
    const TrayState all = trayStateOfAll(states);
    QTEST(all.sign, "worst");
    QCOMPARE(all.hint, hints.join(u'\n'));
}

QTEST_GUILESS_MAIN(TrayRulesTest)
#include "tst_trayrules.moc"
