// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/workers/workerdetail.h"
#include "ui/workers/workerspage.h"

#include <QListWidget>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

class WorkerDetailTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errorIsShownWhole_data();
    void errorIsShownWhole();
};

void WorkerDetailTest::errorIsShownWhole_data()
{
    QTest::addColumn<QString>("error");
    QTest::newRow("short") << u"killed by signal 11 (SIGSEGV)"_s;
    QTest::newRow("many words") << u"exited with code 3: cannot read the file; "_s.repeated(40);
    QTest::newRow("one long word") << QString(u"cannot open "_s + u"/a/long/folder"_s.repeated(40));
    QTest::newRow("lines") << u"first line\nsecond line\n\nlast line"_s;
    QTest::newRow("marked up") << u"<b>no tags</b> &amp;"_s;
}

void WorkerDetailTest::errorIsShownWhole()
{
    QFETCH(QString, error);
    tests::ConsoleFixture console;
    console.window->resize(1280, 720);
    QTRY_VERIFY(console.isLive());
    tests::Canned canned = tests::broken();
    canned.supervisor.workers[0].error = error;
    console.changeSupervisor(canned);
    console.window->findChild<QListWidget *>()->setCurrentRow(1);
    auto *page = console.window->findChild<WorkersPage *>();
    page->select(u"file_watcher"_s);
    const auto *text = page->detail()->findChild<QPlainTextEdit *>(u"lastError"_s);
    QTRY_COMPARE(text->toPlainText(), error);
    QVERIFY(text->isVisible() && text->isReadOnly());
    QVERIFY(text->textInteractionFlags().testFlag(Qt::TextSelectableByMouse));
    QVERIFY(text->textInteractionFlags().testFlag(Qt::TextSelectableByKeyboard));
    QCOMPARE(text->horizontalScrollBar()->maximum(), 0); // all of it is wrapped
    const int lines = text->viewport()->height() / text->fontMetrics().lineSpacing();
    QVERIFY2(text->verticalScrollBar()->maximum() == 0 || lines >= 8,
             qPrintable(QString::number(lines)));
    QCOMPARE(console.window->size(), QSize(1280, 720));
}

QTEST_MAIN(WorkerDetailTest)
#include "tst_workerdetail.moc"
