// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/performance/figurerules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace performance;

/// What a server of PostgreSQL counts, as performance figures.
class ServerFiguresTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void databaseOnAServer();
    void cacheHits_data();
    void cacheHits();
    void transactions_data();
    void transactions();
};

void ServerFiguresTest::databaseOnAServer()
{
    StoreFacts facts{.isServer = true,
                     .server = storage::ServerFigures{.connections = 7,
                                                      .mostConnections = 100,
                                                      .blocksHit = 190,
                                                      .blocksRead = 60},
                     .serverBefore = storage::ServerFigures{.blocksHit = 100, .blocksRead = 50}};
    facts.transactionsPerMinute = 30;
    const auto databases = databasesOf(facts, {});
    const protocol::PostgresFigures expected{.status = u"healthy"_s,
                                             .connectionsActive = 7,
                                             .connectionsMax = 100,
                                             .cacheHitRatio = 90,
                                             .transactionsPerMinute = 30};
    QCOMPARE(databases.postgresql, expected);
    QCOMPARE(databases.sqlite, std::nullopt);
    const auto away = databasesOf({.isFaulted = true, .isServer = true}, {});
    QCOMPARE(away.postgresql, protocol::PostgresFigures{.status = u"unhealthy"_s});
}

void ServerFiguresTest::cacheHits_data()
{
    QTest::addColumn<qint64>("hit");
    QTest::addColumn<qint64>("read");
    QTest::addColumn<double>("expected"); // below 0: nothing
    QTest::newRow("all from memory") << qint64{110} << qint64{10} << 100.0;
    QTest::newRow("all from the disk") << qint64{100} << qint64{20} << 0.0;
    QTest::newRow("nothing was read") << qint64{100} << qint64{10} << -1.0;
    QTest::newRow("counted from the beginning") << qint64{5} << qint64{20} << -1.0;
}

void ServerFiguresTest::cacheHits()
{
    QFETCH(qint64, hit);
    QFETCH(qint64, read);
    const storage::ServerFigures before{.blocksHit = 100, .blocksRead = 10};
    const auto hits = performance::cacheHits(
        before, storage::ServerFigures{.blocksHit = hit, .blocksRead = read});
    QTEST(hits.value_or(-1), "expected");
    QCOMPARE(performance::cacheHits(std::nullopt, before), std::nullopt);
}

void ServerFiguresTest::transactions_data()
{
    QTest::addColumn<qint64>("counted");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<double>("expected"); // below 0: nothing
    QTest::newRow("ten, of which four asked") << qint64{110} << 6 << 60.0;
    QTest::newRow("nobody but we that ask") << qint64{104} << 6 << 0.0;
    QTest::newRow("not counted yet") << qint64{102} << 6 << 0.0;
    QTest::newRow("counted from the beginning") << qint64{99} << 6 << -1.0;
    QTest::newRow("not asked anew") << qint64{110} << 0 << -1.0;
}

void ServerFiguresTest::transactions()
{
    QFETCH(qint64, counted);
    QFETCH(int, seconds);
    const storage::ServerFigures before{.transactions = 100, .asked = 5};
    const storage::ServerFigures now{
        .transactions = counted, .asked = 9, .at = before.at + std::chrono::seconds(seconds)};
    QTEST(transactionsPerMinute(before, now).value_or(-1), "expected");
    QCOMPARE(transactionsPerMinute(std::nullopt, now), std::nullopt);
    QCOMPARE(transactionsPerMinute(before, std::nullopt), std::nullopt);
}

QTEST_GUILESS_MAIN(ServerFiguresTest)
#include "tst_serverfigures.moc"
