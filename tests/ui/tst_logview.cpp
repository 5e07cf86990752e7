// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/workers/logsearch.h"
#include "ui/workers/logview.h"
#include "ui/workers/workerdetail.h"
#include "ui/workers/workerspage.h"

#include <QCheckBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

const QString Path = u"/api/system/supervisor/workers/vision/logs"_s;

/// So many lines, the last of them "line <count>".
QByteArray log(int count)
{
    QJsonArray lines;
    for (int i = 1; i <= count; ++i) {
        lines.append(QJsonObject{{u"timestamp"_s, u"2025-12-27T10:30:00.000Z"_s},
                                 {u"stream"_s, u"stdout"_s},
                                 {u"text"_s, u"line %1"_s.arg(i)}});
    }
    return QJsonDocument(QJsonObject{{u"worker_name"_s, u"vision"_s}, {u"lines"_s, lines}})
        .toJson();
}

} // namespace

class LogViewTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cleanup() { m_console.reset(); }

    void followsTheNewestLine();
    void staysWhereItIsRead();
    void pauseHoldsThePicture();
    void failedReadIsNotLive();
    void refusedIsNotAskedAgain();
    void matchesIn_data();
    void matchesIn();
    void findsAndSteps();
    void findingEndsFollowing();
    void findsWhilePaused();
    void keysOfTheSearch();

private:
    LogView &view() const { return *m_console->window->findChild<LogView *>(); }

    QScrollBar &bar() const { return *view().findChild<QPlainTextEdit *>()->verticalScrollBar(); }

    bool showsLast(int number) const { return view().text().endsWith(u" line %1"_s.arg(number)); }

    QCheckBox *box(const QString &text) const
    {
        for (auto *box : view().findChildren<QCheckBox *>()) {
            if (box->text() == text) {
                return box;
            }
        }
        return nullptr;
    }

    QString note() const { return view().findChild<QLabel *>(u"note"_s)->text(); }

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void LogViewTest::init()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    m_console->backend.set(Path, log(200));
    QTRY_VERIFY(m_console->isLive());
    m_console->window->findChild<QListWidget *>()->setCurrentRow(1);
    auto *page = m_console->window->findChild<WorkersPage *>();
    page->select(u"vision"_s);
    page->detail()->tabs()->setCurrentWidget(&view());
    QTRY_VERIFY2(showsLast(200), qPrintable(view().text().right(100)));
    QTRY_VERIFY(bar().maximum() > 0);
    QVERIFY(box(u"&Follow"_s) != nullptr && box(u"&Pause"_s) != nullptr);
}

void LogViewTest::followsTheNewestLine()
{
    QVERIFY(box(u"&Follow"_s)->isChecked());
    QCOMPARE(bar().value(), bar().maximum());
    const int before = bar().maximum();
    m_console->backend.set(Path, log(220));
    QTRY_VERIFY(showsLast(220));
    QVERIFY(bar().maximum() > before);
    QCOMPARE(bar().value(), bar().maximum());
    QCOMPARE(view().text().count(u" line 200\n"), 1); // nothing is shown twice
}

void LogViewTest::staysWhereItIsRead()
{
    box(u"&Follow"_s)->click();
    bar().setValue(7);
    m_console->backend.set(Path, log(220));
    QTRY_VERIFY(showsLast(220));
    QCOMPARE(bar().value(), 7);
}

void LogViewTest::pauseHoldsThePicture()
{
    box(u"&Pause"_s)->click();
    m_console->backend.set(Path, log(210));
    const int reads = m_console->backend.reads(Path);
    QTRY_VERIFY(m_console->backend.reads(Path) >= reads + 2); // the first has been taken by then
    QVERIFY(showsLast(200));
    box(u"&Pause"_s)->click();
    QVERIFY(showsLast(210));
    QCOMPARE(view().text().count(u" line 205\n"), 1);
    // Of another worker nothing is held.
    box(u"&Pause"_s)->click();
    m_console->backend.set(u"/api/system/supervisor/workers/file_watcher/logs"_s, log(3));
    m_console->window->findChild<WorkersPage *>()->select(u"file_watcher"_s);
    QTRY_VERIFY(showsLast(3));
}

void LogViewTest::failedReadIsNotLive()
{
    QCOMPARE(note(), QString());
    m_console->backend.set(Path, R"({"detail":"The store is busy"})", 503);
    QTRY_COMPARE(note(), u"Not live: The store is busy"_s);
    QVERIFY(showsLast(200));
    m_console->backend.set(Path, log(200));
    QTRY_COMPARE(note(), QString());
}

// Of the hand that is not let in nobody wants to hear each second.
void LogViewTest::refusedIsNotAskedAgain()
{
    m_console->backend.set(Path, R"({"detail":"The token has expired"})", 401);
    QTRY_COMPARE(note(), u"Not live: The token has expired"_s);
    const int reads = m_console->backend.reads(Path);
    const QString beat = u"/api/cameras"_s; // read each five seconds
    const int beats = m_console->backend.reads(beat);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->backend.reads(beat) > beats + 1, 20000);
    QCOMPARE(m_console->backend.reads(Path), reads);
    // Who comes back to it asks at once.
    m_console->backend.set(Path, log(200));
    auto *tabs = m_console->window->findChild<WorkersPage *>()->detail()->tabs();
    tabs->setCurrentIndex(0);
    tabs->setCurrentWidget(&view());
    QTRY_COMPARE(note(), QString());
    QTRY_VERIFY(m_console->backend.reads(Path) > reads + 2); // each second again
}

void LogViewTest::matchesIn_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QList<qsizetype>>("places");
    using Places = QList<qsizetype>;
    QTest::newRow("nothing is looked for") << u"a line"_s << QString() << Places();
    QTest::newRow("nowhere") << u"a line"_s << u"word"_s << Places();
    QTest::newRow("whatever the case") << u"Error error"_s << u"ERROR"_s << Places{0, 6};
    QTest::newRow("in the next line") << u"a\nb b"_s << u"b"_s << Places{2, 4};
    QTest::newRow("not inside the last one") << u"aaaa"_s << u"aa"_s << Places{0, 2};
    QTest::newRow("no pattern") << u"a.b axb"_s << u"a.b"_s << Places{0};
}

void LogViewTest::matchesIn()
{
    QFETCH(QString, text);
    QFETCH(QString, words);
    QTEST(ui::matchesIn(text, words), "places");
}

void LogViewTest::findsAndSteps()
{
    LogSearch &search = *view().search();
    QCOMPARE(search.count(), QString());
    search.field()->setText(u"LINE 19"_s); // 19 and 190 to 199
    QCOMPARE(search.count(), u"11 of 11"_s); // the newest one
    search.step(1);
    QCOMPARE(search.count(), u"1 of 11"_s);
    search.step(-1);
    QCOMPARE(search.count(), u"11 of 11"_s);
    search.step(-1);
    QCOMPARE(search.count(), u"10 of 11"_s);
    const QTextCursor here = view().findChild<QPlainTextEdit *>()->textCursor();
    QVERIFY(here.block().text().endsWith(u" line 198"));
    // More letters leave the place where it is.
    search.field()->setText(u"line 198"_s);
    QCOMPARE(search.count(), u"1 of 1"_s);
    search.field()->setText(u"line 201"_s);
    QCOMPARE(search.count(), u"No match"_s);
    search.step(1);
    QCOMPARE(search.count(), u"No match"_s);
    m_console->backend.set(Path, log(201));
    QTRY_COMPARE(search.count(), u"Matches: 1"_s); // it came meanwhile
    search.field()->clear();
    QCOMPARE(search.count(), QString());
}

// The next line must not take away what was found.
void LogViewTest::findingEndsFollowing()
{
    LogSearch &search = *view().search();
    search.field()->setText(u"line 7"_s);
    search.step(1);
    QVERIFY(!box(u"&Follow"_s)->isChecked());
    const int place = bar().value();
    const QString count = search.count();
    QVERIFY(place < bar().maximum());
    m_console->backend.set(Path, log(220));
    QTRY_VERIFY(showsLast(220));
    QCOMPARE(bar().value(), place);
    QCOMPARE(search.count(), count);
    box(u"&Follow"_s)->click();
    m_console->backend.set(Path, log(221));
    QTRY_VERIFY(showsLast(221));
    QCOMPARE(bar().value(), bar().maximum());
}

void LogViewTest::findsWhilePaused()
{
    box(u"&Pause"_s)->click();
    view().search()->field()->setText(u"line 20"_s); // 20 and 200
    QCOMPARE(view().search()->count(), u"2 of 2"_s);
    m_console->backend.set(Path, log(209));
    const int reads = m_console->backend.reads(Path);
    QTRY_VERIFY(m_console->backend.reads(Path) >= reads + 2);
    QCOMPARE(view().search()->count(), u"2 of 2"_s);
    box(u"&Pause"_s)->click();
    QCOMPARE(view().search()->count(), u"2 of 11"_s);
}

void LogViewTest::keysOfTheSearch()
{
    auto *text = view().findChild<QPlainTextEdit *>();
    QLineEdit *field = view().search()->field();
    m_console->window->activateWindow();
    text->setFocus();
    QTRY_VERIFY(text->hasFocus());
    QTest::keyClick(text, Qt::Key_F, Qt::ControlModifier); // not the filter of the page
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, u"line 19"_s);
    QCOMPARE(view().search()->count(), u"11 of 11"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(view().search()->count(), u"1 of 11"_s);
    QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(view().search()->count(), u"11 of 11"_s);
    QTest::keyClick(field, Qt::Key_F3);
    QCOMPARE(view().search()->count(), u"1 of 11"_s);
    QTest::keyClick(field, Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(view().search()->count(), u"11 of 11"_s);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(text->hasFocus());
    QVERIFY(field->text().isEmpty());
}

QTEST_MAIN(LogViewTest)
#include "tst_logview.moc"
