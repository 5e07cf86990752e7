// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/paletterules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ui;

class PaletteRulesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void theBestFirst();
    void whatCannotBeDoneComesLast();
};

void PaletteRulesTest::finds_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("nothing asked") << QString() << true;
    QTest::newRow("as written") << u"restart"_s << true;
    QTest::newRow("in capitals") << u"RESTART"_s << true;
    QTest::newRow("first letters") << u"wr"_s << true;
    QTest::newRow("some letters in their order") << u"wrkst"_s << true;
    QTest::newRow("two words") << u"worker restart"_s << true;
    QTest::newRow("wrong order") << u"tsr w"_s << false;
    QTest::newRow("a letter that is not there") << u"restartx"_s << false;
}

void PaletteRulesTest::finds()
{
    QFETCH(QString, query);
    QTEST(distance(query, u"Worker › Restart"_s).has_value(), "isFound");
}

void PaletteRulesTest::theBestFirst()
{
    const QList<Command> commands{
        {u"File › Read everything again"_s}, {u"Worker › Restart"_s}, {u"View › Alarms"_s}};
    QCOMPARE(matching(commands, {}), (QList<int>{0, 1, 2}));
    QCOMPARE(matching(commands, u"rest"_s).first(), 1);
    QCOMPARE(matching(commands, u"al"_s).first(), 2);
    QCOMPARE(matching(commands, u"zzz"_s), QList<int>());
}

void PaletteRulesTest::whatCannotBeDoneComesLast()
{
    const QList<Command> commands{{u"Worker › Start"_s, {}, u"already running"_s},
                                  {u"Worker › Restart"_s}};
    QCOMPARE(matching(commands, u"start"_s), (QList<int>{1, 0}));
}

QTEST_GUILESS_MAIN(PaletteRulesTest)
#include "tst_paletterules.moc"
