// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/storage/faultrules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace storage;

class FaultRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWorksFromStores_data();
    void tellsWorksFromStores();
};

Q_DECLARE_METATYPE(Blow)

void FaultRulesTest::tellsWorksFromStores_data()
{
    QTest::addColumn<bool>("isServer");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("isConnected");
    QTest::addColumn<Blow>("expected");
    const Blow wrongWork;
    const Blow constraint{.isConstraint = true};
    const Blow broken{.isBroken = true};
    const Blow lost{.isBroken = true, .isLost = true};
    QTest::newRow("SQLite: wrong statement") << false << u"1"_s << true << wrongWork;
    QTest::newRow("SQLite: constraint, extended") << false << u"2067"_s << true << constraint;
    QTest::newRow("SQLite: full disk") << false << u"13"_s << true << broken;
    QTest::newRow("SQLite: read error, extended") << false << u"266"_s << true << broken;
    QTest::newRow("SQLite: damaged") << false << u"11"_s << true << lost;
    QTest::newRow("wrong statement") << true << u"42601"_s << true << wrongWork;
    QTest::newRow("value out of range") << true << u"22003"_s << true << wrongWork;
    QTest::newRow("constraint") << true << u"23505"_s << true << constraint;
    QTest::newRow("full disk") << true << u"53100"_s << true << broken;
    QTest::newRow("read-only") << true << u"25006"_s << true << broken;
    QTest::newRow("lock not given") << true << u"55P03"_s << true << broken;
    QTest::newRow("cancelled") << true << u"57014"_s << true << broken;
    QTest::newRow("damaged") << true << u"XX001"_s << true << broken;
    QTest::newRow("server stops") << true << u"57P01"_s << true << lost;
    QTest::newRow("server crashed") << true << u"57P02"_s << true << lost;
    QTest::newRow("no state, no connection") << true << QString() << false << lost;
    QTest::newRow("a state, and then no connection") << true << u"42601"_s << false << lost;
}

void FaultRulesTest::tellsWorksFromStores()
{
    QFETCH(bool, isServer);
    QFETCH(QString, code);
    QFETCH(bool, isConnected);
    QTEST(blowOf(isServer ? Engine::Postgres : Engine::Sqlite, code, isConnected), "expected");
}

QTEST_GUILESS_MAIN(FaultRulesTest)
#include "tst_faultrules.moc"
