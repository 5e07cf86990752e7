// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workers/logsearch.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSet>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

class LogSearchTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsInWhatComesAndGoes();
    void marksWhatIsInSight();
};

// Only what is new is searched; nothing of what has left may be found any more.
void LogSearchTest::findsInWhatComesAndGoes()
{
    QPlainTextEdit text;
    text.setMaximumBlockCount(5);
    LogSearch search(text, nullptr);
    search.field()->setText(u"e"_s);
    const auto append = [&](const QString &lines) {
        text.appendPlainText(lines);
        search.refresh();
    };
    for (const QString &lines :
         {u"one"_s, u"two\nthree"_s, u"four\n\nfive\nsee the sea"_s, u"eleven\rtwelve"_s,
          u"1e\n2e\n3e\n4e\n5e\n6e\n7e"_s, u""_s, u"end"_s}) {
        append(lines);
        const auto places = ui::matchesIn(text.toPlainText(), u"e"_s);
        QCOMPARE(search.count(), u"Matches: %1"_s.arg(places.size()));
        LogSearch fresh(text, nullptr);
        fresh.field()->setText(u"e"_s);
        for (const qsizetype place : places) {
            fresh.step(1);
            QCOMPARE(text.textCursor().position(), place + 1); // behind it
        }
    }
    search.step(1);
    QCOMPARE(search.count(), u"1 of 4"_s);
    text.clear();
    search.refresh();
    QCOMPARE(search.count(), u"No match"_s);
    append(u"here"_s);
    QCOMPARE(search.count(), u"Matches: 2"_s);
}

void LogSearchTest::marksWhatIsInSight()
{
    QPlainTextEdit text;
    text.resize(300, 200);
    text.show();
    QVERIFY(QTest::qWaitForWindowExposed(&text));
    LogSearch search(text, nullptr);
    const auto markedLines = [&text] {
        QSet<int> lines;
        for (const auto &mark : text.extraSelections()) {
            lines.insert(mark.cursor.blockNumber());
        }
        return lines;
    };
    text.setPlainText(u"one line\n"_s.repeated(200).chopped(1));
    search.field()->setText(u"line"_s);
    QCOMPARE(search.count(), u"200 of 200"_s);
    QTRY_VERIFY(markedLines().contains(199));
    QVERIFY(!markedLines().contains(0));
    text.verticalScrollBar()->setValue(0);
    QTRY_VERIFY(markedLines().contains(0));
    QVERIFY(!markedLines().contains(199));
    text.resize(300, 400);
    QTRY_VERIFY(markedLines().contains(text.cursorForPosition({0, 350}).blockNumber()));
    search.field()->clear();
    QVERIFY(markedLines().isEmpty());
}

QTEST_MAIN(LogSearchTest)
#include "tst_logsearch.moc"
