// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/act/wishes.h"

#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(ui::Verb)

class WishesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void path_data();
    void path();
    void keysOfDifferentKindsDiffer();
    void howItIsSent();
    void names();
};

void WishesTest::path_data()
{
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("path");
    QTest::newRow("start") << Verb::Start << u"a b"_s
                           << u"/api/system/supervisor/workers/a%20b/start"_s;
    QTest::newRow("stop") << Verb::Stop << u"a"_s << u"/api/system/supervisor/workers/a/stop"_s;
    QTest::newRow("restart") << Verb::Restart << u"a"_s
                             << u"/api/system/supervisor/workers/a/restart"_s;
    QTest::newRow("reset") << Verb::Reset << u"a"_s << u"/api/system/supervisor/reset/a"_s;
    QTest::newRow("reset of a breaker")
        << Verb::ResetBreaker << u"clip"_s << u"/api/system/circuit-breakers/clip/reset"_s;
    QTest::newRow("replay") << Verb::Replay << u"detection/12"_s
                            << u"/api/dlq/detection/12/replay"_s;
    QTest::newRow("replay of an id with a slash")
        << Verb::Replay << u"detection/a/b"_s << u"/api/dlq/detection/a%2Fb/replay"_s;
    QTest::newRow("discard") << Verb::Discard << u"detection/12"_s << u"/api/dlq/detection/12"_s;
    QTest::newRow("replay all") << Verb::ReplayAll << u"detection"_s
                                << u"/api/dlq/detection/replay"_s;
    QTest::newRow("acknowledge") << Verb::Acknowledge << u"a b/disk_low of data"_s
                                 << u"/api/alerts/a%20b/acknowledge"_s;
    QTest::newRow("resolve") << Verb::Resolve << u"a/disk"_s << u"/api/alerts/a/resolve"_s;
    QTest::newRow("dismiss") << Verb::Dismiss << u"a/disk"_s << u"/api/alerts/a/dismiss"_s;
    QTest::newRow("review") << Verb::Review << u"77"_s << u"/api/events/77"_s;
}

void WishesTest::path()
{
    QFETCH(Verb, verb);
    QFETCH(QString, target);
    QTEST(pathOf(verb, target), "path");
}

void WishesTest::keysOfDifferentKindsDiffer()
{
    QVERIFY(keyOf(Verb::Stop, u"clip"_s) != keyOf(Verb::ResetBreaker, u"clip"_s));
    QVERIFY(keyOf(Verb::ReplayAll, u"a"_s) != keyOf(Verb::Stop, u"a"_s));
    QCOMPARE(keyOf(Verb::Replay, u"a/1"_s), keyOf(Verb::Discard, u"a/1"_s));
    QCOMPARE(keyOf(Verb::Resolve, u"a/old name"_s), keyOf(Verb::Dismiss, u"a/name"_s));
}

void WishesTest::howItIsSent()
{
    QCOMPARE(methodOf(Verb::Review), QByteArray("PATCH"));
    QCOMPARE(bodyOf(Verb::Review), (QJsonObject{{u"reviewed"_s, true}}));
    QCOMPARE(bodyOf(Verb::Unreview), (QJsonObject{{u"reviewed"_s, false}}));
    QCOMPARE(methodOf(Verb::Discard), QByteArray("DELETE"));
    QCOMPARE(methodOf(Verb::Acknowledge), QByteArray("POST"));
    QCOMPARE(bodyOf(Verb::Acknowledge), QJsonObject());
}

// People read of an alarm by its name.
void WishesTest::names()
{
    QCOMPARE(nameOf(Verb::Dismiss, u"a-1/disk_low of a/b"_s), u"disk_low of a/b"_s);
    QCOMPARE(nameOf(Verb::Replay, u"detection/12"_s), u"detection/12"_s);
}

QTEST_GUILESS_MAIN(WishesTest)
#include "tst_wishes.moc"
