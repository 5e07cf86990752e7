// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/factsmodel.h"
#include "ui/frame/wholetext.h"
#include "ui/look/format.h"
#include "ui/models/workersmodel.h"

#include <QHelpEvent>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>
#include <QToolTip>

using namespace ui;
using namespace Qt::StringLiterals;

class WholeTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatTheModelDoesNot_data();
    void tellsWhatTheModelDoesNot();
    void foreignTextIsNoMarkup();
};

void WholeTextTest::tellsWhatTheModelDoesNot_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tip");
    QTest::addColumn<bool>("tells");
    const QString markup = u"<img src='a'> of a service that calls itself so"_s;
    const QString plain = u"a text that is far too long for its cell"_s;
    QTest::newRow("it fits") << u"a"_s << QString() << false;
    QTest::newRow("no tip") << plain << QString() << true;
    QTest::newRow("another tip") << plain << u"as of now"_s << true;
    QTest::newRow("the same") << plain << plain << false;
    QTest::newRow("the same and more") << plain << plain + u"\nas of now"_s << false;
    QTest::newRow("one line of several")
        << u"first line, second line"_s << u"first line,\nsecond line"_s << false;
    QTest::newRow("looks like markup") << markup << plainTip(markup) << false;
    QTest::newRow("another that looks like markup") << markup << plainTip(u"<b>now</b>"_s) << true;
}

void WholeTextTest::tellsWhatTheModelDoesNot()
{
    QFETCH(QString, text);
    QFETCH(QString, tip);
    QStandardItemModel model(1, 1);
    model.setData(model.index(0, 0), text);
    model.setData(model.index(0, 0), tip, Qt::ToolTipRole);
    QTableView table;
    table.setWordWrap(false);
    table.setModel(&model);
    table.setColumnWidth(0, 60);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    QToolTip::hideText();
    const QPoint place = table.visualRect(model.index(0, 0)).center();
    QHelpEvent event(QEvent::ToolTip, place, table.viewport()->mapToGlobal(place));
    QTEST(tellsWholeText(table, event), "tells");
    QFETCH(bool, tells);
    QVERIFY(!tells || QToolTip::text() == plainTip(text));
}

// A worker, a camera or a service may call itself anything.
void WholeTextTest::foreignTextIsNoMarkup()
{
    const QString foreign = u"<img src='http://elsewhere'> & more"_s;
    const QString shown = u"<qt>&lt;img src='http://elsewhere'&gt; &amp; more</qt>"_s;
    FactsModel facts(nullptr);
    facts.setFacts({.columns = {u"What"_s}, .rows = {{.key = u"1"_s, .cells = {foreign}}}});
    QCOMPARE(facts.index(0, 0).data().toString(), foreign);
    QCOMPARE(facts.index(0, 0).data(Qt::ToolTipRole).toString(), shown);
    WorkersModel workers([] { return protocol::WallTime(); }, nullptr);
    workers.merge({{.name = u"a"_s, .error = foreign, .statusText = foreign}});
    for (const int column : {WorkersModel::Says, WorkersModel::LastError}) {
        QCOMPARE(workers.index(0, column).data(Qt::ToolTipRole).toString(), shown);
    }
}

QTEST_MAIN(WholeTextTest)
#include "tst_wholetext.moc"
