// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/supervisor/startorder.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace supervisor;

class StartOrderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void order_data();
    void order();
};

// "name:those before it", one a worker; the result in one line.
void StartOrderTest::order_data()
{
    QTest::addColumn<QStringList>("definitions");
    QTest::addColumn<QString>("result");
    QTest::newRow("none") << QStringList() << QString();
    QTest::newRow("as defined") << QStringList{u"b"_s, u"a"_s} << u"b a"_s;
    QTest::newRow("after") << QStringList{u"a:b"_s, u"b"_s, u"c"_s} << u"b a c"_s;
    QTest::newRow("diamond") << QStringList{u"d:b,c"_s, u"c:a"_s, u"b:a"_s, u"a"_s} << u"a c b d"_s;
    QTest::newRow("twice") << QStringList{u"a"_s, u"a"_s} << u"Worker 'a' is defined twice"_s;
    QTest::newRow("unknown") << QStringList{u"a:x"_s}
                             << u"Worker 'a' comes after 'x', which does not exist"_s;
    QTest::newRow("itself") << QStringList{u"a:a"_s} << u"Workers wait for each other: a"_s;
    QTest::newRow("cycle") << QStringList{u"a"_s, u"b:c"_s, u"c:b"_s}
                           << u"Workers wait for each other: b, c"_s;
}

void StartOrderTest::order()
{
    QFETCH(QStringList, definitions);
    QList<WorkerDefinition> workers;
    for (const QString &text : definitions) {
        workers.append({.name = text.section(u':', 0, 0),
                        .after = text.section(u':', 1).split(u',', Qt::SkipEmptyParts)});
    }
    const auto found = startOrder(workers);
    QTEST(found ? found.value().join(u' ') : found.error().detail, "result");
}

QTEST_GUILESS_MAIN(StartOrderTest)
#include "tst_startorder.moc"
