// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/act/consequencedialog.h"
#include "ui/charts/chart.h"
#include "ui/frame/factstable.h"
#include "ui/models/deadlettersmodel.h"
#include "ui/pipeline/batchboard.h"
#include "ui/pipeline/deadletterspanel.h"
#include "ui/pipeline/degradationcard.h"
#include "ui/pipeline/pipelinepage.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QJsonDocument>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace ui;
using namespace Qt::StringLiterals;

class PipelinePageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cleanup() { m_console.reset(); }

    void deadLettersAreRead();
    void unknownToTheBackend();
    void noneIsSaid();
    void rowsOfAListThatCannotBeRead();
    void replayCanBeTakenBack();
    void discardAsksAndDeletes();
    void replayAllAsks();
    void buttonsSayWhyNot();
    void boardShowsWhatClosed();
    void chartsWithoutFigures();
    void closingsAreCountedByTheFiveMinutes();
    void staleIsHatched();
    void fitsTheSmallScreen();

private:
    DeadLettersPanel &letters() const
    {
        return *m_console->window->findChild<DeadLettersPanel *>();
    }

    QAbstractItemModel &rows() const { return *letters().table()->model(); }

    Chart &chart(const QString &title) const
    {
        for (Chart *one : m_console->window->findChildren<Chart *>()) {
            if (one->accessibleName() == title) {
                return *one;
            }
        }
        qFatal("there is no such chart");
    }

    void breakIt();

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void PipelinePageTest::init()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    m_console->window->findChild<QListWidget *>()->setCurrentRow(2);
    QTRY_VERIFY(m_console->isLive());
}

/// Three dead letters, two of them of the detection.
void PipelinePageTest::breakIt()
{
    tests::fill(m_console->backend, tests::broken());
    for (const auto &path : {u"/api/dlq"_s, u"/api/system/pipeline"_s}) {
        m_console->backend.sendChanged(path);
    }
    QTRY_COMPARE(rows().rowCount(), 3);
    letters().table()->selectRow(1);
    QTRY_VERIFY(letters().action(Verb::Replay)->isEnabled());
}

void PipelinePageTest::deadLettersAreRead()
{
    const QAbstractItemModelTester tester(&rows(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    breakIt();
    QTRY_COMPARE(letters().heading(), u"DEAD LETTERS  3"_s);
    const auto text = [&](DeadLettersModel::Column column) {
        return rows().index(1, column).data().toString();
    };
    QCOMPARE(text(DeadLettersModel::Queue), u"detection"_s);
    QCOMPARE(text(DeadLettersModel::Reason), u"the service answered 500: CUDA out of memory"_s);
    QCOMPARE(text(DeadLettersModel::Attempts), u"3"_s);
    const QString hint = rows().index(1, 1).data(Qt::ToolTipRole).toString();
    QVERIFY2(hint.startsWith(u"Dead letter detection/812: "), qPrintable(hint));
    QVERIFY2(hint.contains(u"HTTP status 500"), qPrintable(hint));
    QCOMPARE(hint.count(u"CUDA"), 3); // the error, and both attempts
    // What is gone on the backend goes from the table.
    tests::Canned canned = tests::broken();
    canned.deadLetters = R"({"queues":{"analysis":1}})";
    tests::fill(m_console->backend, canned);
    m_console->backend.sendChanged(u"/api/dlq"_s);
    QTRY_COMPARE(rows().rowCount(), 1);
}

void PipelinePageTest::unknownToTheBackend()
{
    tests::Canned canned = tests::healthy();
    canned.deadLetters.reset();
    tests::fill(m_console->backend, canned);
    m_console->backend.sendChanged(u"/api/dlq"_s);
    QTRY_COMPARE(letters().table()->sentence(), u"This backend does not list dead letters"_s);
    for (const QToolButton *button : letters().findChildren<QToolButton *>()) {
        QVERIFY(!button->isVisible());
    }
    QCOMPARE(m_console->commander->refusal(Verb::ReplayAll, u"detection"_s), Refusal::NotOffered);
    QVERIFY(m_console->isLive()); // that is no fault of the connection
}

void PipelinePageTest::noneIsSaid()
{
    QTRY_COMPARE(letters().table()->sentence(), u"No dead letters"_s);
    QCOMPARE(letters().action(Verb::ReplayAll)->toolTip(),
             u"Cannot replay all: there is no dead letter"_s);
}

void PipelinePageTest::rowsOfAListThatCannotBeRead()
{
    breakIt();
    m_console->backend.set(u"/api/dlq/analysis"_s, R"({"detail":"The store is busy"})", 503);
    m_console->backend.sendChanged(u"/api/dlq"_s);
    QTRY_VERIFY(letters().table()->accessibleDescription().startsWith(u"Out of date, as of "));
    QVERIFY(letters().table()->accessibleDescription().endsWith(u": The store is busy"));
    QCOMPARE(letters().heading(), u"DEAD LETTERS"_s);
    QCOMPARE(rows().rowCount(), 3);
    QTRY_VERIFY(letters().action(Verb::Replay)->toolTip().contains(u"out of date"));
}

void PipelinePageTest::replayCanBeTakenBack()
{
    breakIt();
    letters().action(Verb::Replay)->trigger();
    QVERIFY(m_console->message().startsWith(u"Replaying the dead letter detection/812 in "));
    m_console->commander->undo();
    QVERIFY(m_console->message().startsWith(u"Taken back"));
    QCOMPARE(m_console->backend.posts(), QStringList());
    letters().action(Verb::Replay)->trigger();
    m_console->commander->sendNow();
    QTRY_COMPARE(m_console->backend.posts(), QStringList(u"/api/dlq/detection/812/replay"_s));
    QTRY_COMPARE(m_console->message(), u"The backend has replayed the dead letter detection/812"_s);
}

void PipelinePageTest::discardAsksAndDeletes()
{
    breakIt();
    letters().action(Verb::Discard)->trigger();
    auto *dialog = m_console->window->findChild<ConsequenceDialog *>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->windowTitle(), u"Discard the dead letter detection/812 on [HO] home-nvr"_s);
    QCOMPARE(m_console->backend.posts(), QStringList());
    dialog->findChild<QPushButton *>(u"act"_s)->click();
    QTRY_COMPARE(m_console->backend.posts(), QStringList(u"DELETE /api/dlq/detection/812"_s));
    QTRY_COMPARE(m_console->message(),
                 u"The backend has discarded the dead letter detection/812"_s);
}

void PipelinePageTest::replayAllAsks()
{
    breakIt();
    m_console->backend.setPostAnswer(503, R"({"detail":"The queue is full"})");
    letters().action(Verb::ReplayAll)->trigger();
    auto *dialog = m_console->window->findChild<ConsequenceDialog *>();
    QVERIFY(dialog != nullptr);
    QStringList told;
    for (const auto *label : dialog->findChildren<QLabel *>()) {
        told << label->text();
    }
    QVERIFY2(told.contains(u"Dead letters that go back to the queue: 2."_s),
             qPrintable(told.join(u'\n')));
    QVERIFY2(told.contains(u"Jobs that wait in that queue already: 12."_s),
             qPrintable(told.join(u'\n')));
    dialog->findChild<QPushButton *>(u"act"_s)->click();
    QTRY_COMPARE(m_console->backend.posts(), QStringList(u"/api/dlq/detection/replay"_s));
    QTRY_COMPARE(m_console->message(),
                 u"The dead letters of detection were not replayed: The queue is full"_s);
}

void PipelinePageTest::buttonsSayWhyNot()
{
    breakIt();
    letters().table()->clearSelection();
    QTRY_COMPARE(letters().action(Verb::Discard)->toolTip(),
                 u"Cannot discard: nothing is selected"_s);
    // Without a selection, all of the fullest queue.
    QCOMPARE(letters().action(Verb::ReplayAll)->toolTip(),
             u"Replay all dead letters of detection"_s);
    letters().table()->selectRow(0);
    QTRY_COMPARE(letters().action(Verb::ReplayAll)->toolTip(),
                 u"Replay all dead letters of analysis"_s);
}

void PipelinePageTest::boardShowsWhatClosed()
{
    const auto *board = m_console->window->findChild<BatchBoard *>();
    QTRY_COMPARE(board->rows().size(), 2);
    QCOMPARE(board->rows().first().camera, u"front_door"_s);
    QVERIFY(board->rows().first().deadline.startsWith(u"idle in "));
    tests::Canned canned = tests::healthy();
    canned.pipeline.batches.removeFirst();
    tests::fill(m_console->backend, canned);
    m_console->backend.sendChanged(u"/api/system/pipeline"_s);
    QTRY_COMPARE(board->rows().last().deadline, u"closed"_s);
    QCOMPARE(board->rows().last().camera, u"front_door"_s);
    m_console->backend.sendEvent(u"detection.batch"_s, u"detections"_s,
                                 {{u"batch_id"_s, u"batch-front_door"_s},
                                  {u"camera_id"_s, u"front_door"_s},
                                  {u"detection_count"_s, 9},
                                  {u"close_reason"_s, u"idle"_s}});
    QTRY_COMPARE(board->rows().last().deadline, u"closed: idle"_s);
    QCOMPARE(board->rows().last().detections, 9);
    QTRY_VERIFY(board->accessibleDescription().contains(u"closed: idle"));
}

void PipelinePageTest::chartsWithoutFigures()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    tests::Canned canned = tests::healthy();
    canned.pipeline.stages.clear();
    tests::fill(m_console->backend, canned);
    m_console->window->findChild<QListWidget *>()->setCurrentRow(2);
    QTRY_COMPARE(chart(u"QUEUE DEPTH"_s).sentence(), QString());
    QVERIFY2(chart(u"LATENCY"_s).sentence().startsWith(u"No latency yet: —"),
             qPrintable(chart(u"LATENCY"_s).sentence()));
    auto &depth = chart(u"QUEUE DEPTH"_s);
    QVERIFY2(depth.accessibleDescription().contains(u"detection 12 jobs"),
             qPrintable(depth.accessibleDescription()));
    QVERIFY(!depth.table()->isVisible());
    depth.findChild<QToolButton *>(u"toggle"_s)->click();
    QVERIFY(depth.table()->isVisible());
    QVERIFY(depth.table()->model()->rowCount() > 0);
    QCOMPARE(depth.table()->model()->index(0, 1).data().toString(), u"12"_s);
}

void PipelinePageTest::closingsAreCountedByTheFiveMinutes()
{
    Chart &closings = chart(u"BATCHES CLOSED"_s);
    const auto *model = closings.table()->model();
    QTRY_COMPARE(model->rowCount(), 12);
    QCOMPARE(model->headerData(1, Qt::Horizontal).toString(), u"idle"_s);
    tests::Canned canned = tests::healthy();
    canned.pipeline.closedBatches[u"idle"_s] += 4;
    tests::fill(m_console->backend, canned);
    m_console->backend.sendChanged(u"/api/system/pipeline"_s);
    QTRY_COMPARE(model->index(0, 1).data().toString(), u"4"_s);
    QCOMPARE(model->index(1, 1).data().toString(), u"—"_s); // nobody looked then
    QVERIFY2(closings.accessibleDescription().contains(u"idle 4 /5 min"),
             qPrintable(closings.accessibleDescription()));
}

void PipelinePageTest::staleIsHatched()
{
    const auto *card = m_console->window->findChild<DegradationCard *>();
    QTRY_VERIFY(card->freshness().vouched);
    m_console->backend.drop();
    QTRY_VERIFY(!card->freshness().vouched);
    QVERIFY(card->accessibleDescription().startsWith(u"Out of date, as of"));
    QTRY_VERIFY(letters().table()->accessibleDescription().startsWith(u"Out of date, as of "));
    QTRY_VERIFY(chart(u"QUEUE DEPTH"_s).accessibleDescription().startsWith(u"Out of date"));
}

void PipelinePageTest::fitsTheSmallScreen()
{
    auto *page = m_console->window->findChild<PipelinePage *>();
    QVERIFY(page->isVisible());
    QVERIFY2(m_console->window->minimumSizeHint().width() <= 1280
                 && m_console->window->minimumSizeHint().height() <= 720,
             qPrintable(u"%1x%2"_s.arg(m_console->window->minimumSizeHint().width())
                            .arg(m_console->window->minimumSizeHint().height())));
    m_console->window->resize(1280, 720);
    for (const auto *child : page->findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        QVERIFY2(page->rect().contains(child->geometry()), child->metaObject()->className());
    }
}

QTEST_MAIN(PipelinePageTest)
#include "tst_pipelinepage.moc"
