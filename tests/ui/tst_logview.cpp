// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/consolefixture.h"
#include "ui/workers/logview.h"
#include "ui/workers/workerdetail.h"
#include "ui/workers/workerspage.h"

#include <QCheckBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTest>

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

    QString note() const { return view().findChild<QLabel *>()->text(); }

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

QTEST_MAIN(LogViewTest)
#include "tst_logview.moc"
