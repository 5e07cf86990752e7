// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/showpage.h"
#include "ui/api/apipage.h"
#include "ui/api/taptab.h"
#include "ui/frame/factstable.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLineEdit>
#include <QScrollBar>
#include <QTabWidget>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

class TapTabTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void cleanup() { m_console.reset(); }

    void tellsWhatComes();
    void whatCameBeforeItWasLookedAt();
    void filters();
    void pausesAndCounts();
    void clears();
    void copiesTheEvent();
    void tellsAGap();
    void strangeEvents();
    void staysWhereOneLooks();
    void survivesAnotherLanguage();
    void staleIsHatched();

private:
    void begin(tests::Silence silence = tests::Silence::Patient);
    void sendGood(const QString &camera = u"gate"_s);

    TapTab &tab() const { return *m_console->window->findChild<TapTab *>(); }

    int rows() const { return tab().table()->model()->rowCount(); }

    QString cell(int row, int column) const
    {
        return tab().table()->model()->index(row, column).data().toString();
    }

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void TapTabTest::begin(tests::Silence silence)
{
    m_console = std::make_unique<tests::ConsoleFixture>(silence);
    QTRY_VERIFY(m_console->isLive());
    auto &page = tests::showPage<ApiPage>(*m_console);
    page.tabs()->setCurrentWidget(page.tap());
    QVERIFY(tab().isVisible());
}

void TapTabTest::sendGood(const QString &camera)
{
    m_console->backend.sendEvent(u"detection.new"_s, u"detections"_s,
                                 {{u"detection_id"_s, 1},
                                  {u"camera_id"_s, camera},
                                  {u"object_type"_s, u"person"_s},
                                  {u"confidence"_s, 0.9}});
}

void TapTabTest::tellsWhatComes()
{
    begin();
    QCOMPARE(tab().table()->sentence(), u"No event has come since this console began to listen"_s);
    sendGood();
    m_console->backend.sendEvent(u"detection.new"_s, u"detections"_s,
                                 {{u"detection_id"_s, u"1"_s}});
    m_console->backend.sendEvent(u"weather.changed"_s, u"weather"_s, {});
    QTRY_COMPARE(rows(), 3);
    QCOMPARE(cell(0, TapModel::Type), u"detection.new"_s);
    QCOMPARE(cell(0, TapModel::Check), u"Valid"_s);
    QCOMPARE(cell(1, TapModel::Check), u"Faulty"_s);
    QCOMPARE(cell(2, TapModel::Check), u"Not listed"_s);
    QCOMPARE(tab().counts(), u"3 came, 3 shown"_s);
    tab().table()->selectRow(1);
    QVERIFY2(tab().detail().startsWith(u"Faulty: "), qPrintable(tab().detail()));
    QVERIFY(tab().detail().contains(u"\"detection_id\": \"1\""));
}

void TapTabTest::whatCameBeforeItWasLookedAt()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    QTRY_VERIFY(m_console->isLive());
    sendGood();
    auto &page = tests::showPage<ApiPage>(*m_console);
    page.tabs()->setCurrentWidget(page.tap());
    QTRY_COMPARE(rows(), 1);
}

void TapTabTest::filters()
{
    begin();
    sendGood();
    m_console->backend.sendEvent(u"weather.changed"_s, u"weather"_s, {});
    QTRY_COMPARE(rows(), 2);
    tab().filter()->setText(u"DETECTION.*"_s);
    QCOMPARE(rows(), 1);
    QCOMPARE(tab().counts(), u"2 came, 1 shown"_s);
    tab().onlyFaulty()->click();
    QCOMPARE(tab().table()->sentence(), u"None of 2 events passes the filter"_s);
    tab().filter()->clear();
    QCOMPARE(cell(0, TapModel::Type), u"weather.changed"_s);
}

void TapTabTest::pausesAndCounts()
{
    begin();
    sendGood();
    QTRY_COMPARE(rows(), 1);
    tab().pauseAction()->trigger();
    sendGood();
    sendGood();
    QTRY_COMPARE(tab().counts(), u"Paused, held back: 2 (3 came, 1 shown)"_s);
    QCOMPARE(rows(), 1);
    QCOMPARE(tab().pauseAction()->text(), u"&Go on with the tap"_s);
    tab().pauseAction()->trigger();
    QCOMPARE(rows(), 3);
    QCOMPARE(tab().counts(), u"3 came, 3 shown"_s);
}

void TapTabTest::clears()
{
    begin();
    QVERIFY(!tab().clearAction()->isEnabled());
    sendGood();
    QTRY_COMPARE(rows(), 1);
    tab().clearAction()->trigger();
    QCOMPARE(rows(), 0);
    QCOMPARE(tab().counts(), u"0 came, 0 shown"_s);
    sendGood();
    QTRY_COMPARE(rows(), 1);
}

void TapTabTest::copiesTheEvent()
{
    begin();
    sendGood(u"yard"_s);
    QTRY_COMPARE(rows(), 1);
    QVERIFY(!tab().copyAction()->isEnabled());
    QVERIFY(tab().copyAction()->toolTip().startsWith(u"Cannot copy"));
    tab().table()->selectRow(0);
    tab().copyAction()->trigger();
    const QJsonObject copied =
        QJsonDocument::fromJson(QGuiApplication::clipboard()->text().toUtf8()).object();
    QCOMPARE(copied.value(u"data")[u"camera_id"].toString(), u"yard"_s);
    QCOMPARE(copied.value(u"type").toString(), u"detection.new"_s);
}

void TapTabTest::tellsAGap()
{
    begin();
    sendGood();
    m_console->backend.sendEvent(u"detection.new"_s, u"detections"_s, {}, true);
    QTRY_COMPARE(rows(), 3);
    QCOMPARE(cell(1, TapModel::Check), u"Gap"_s);
    tab().filter()->setText(u"alert.*"_s);
    QCOMPARE(rows(), 1); // it may have been one of these
    tab().table()->selectRow(0);
    QVERIFY(!tab().copyAction()->isEnabled());
    QVERIFY(tab().detail().contains(u"did not come"));
}

void TapTabTest::strangeEvents()
{
    begin();
    m_console->backend.sendEvent(u"a\nb"_s, {}, {{u"deep"_s, QJsonObject{{u"x"_s, u"\n"_s}}}});
    m_console->backend.sendEvent(QString(3000, u'x'), u"long"_s, {{u"y"_s, QString(9000, u'y')}});
    QTRY_COMPARE(rows(), 2);
    QCOMPARE(cell(0, TapModel::Type), u"a b"_s);
    QCOMPARE(cell(0, TapModel::Channel), u"—"_s);
    tab().table()->selectRow(1);
    QVERIFY(!tab().grab().isNull());
}

void TapTabTest::staysWhereOneLooks()
{
    begin();
    for (int i = 0; i < 60; ++i) {
        sendGood();
    }
    QTRY_COMPARE(rows(), 60);
    QScrollBar &bar = *tab().table()->verticalScrollBar();
    QTRY_COMPARE(bar.value(), bar.maximum()); // the newest is looked at
    bar.setValue(5);
    const QString first = cell(tab().table()->rowAt(1), TapModel::Sequence);
    sendGood();
    QTRY_COMPARE(rows(), 61);
    QCOMPARE(cell(tab().table()->rowAt(1), TapModel::Sequence), first);
    bar.setValue(bar.maximum());
    sendGood();
    QTRY_COMPARE(rows(), 62);
    QTRY_COMPARE(bar.value(), bar.maximum());
}

void TapTabTest::survivesAnotherLanguage()
{
    begin();
    sendGood();
    QTRY_COMPARE(rows(), 1);
    tab().pauseAction()->trigger();
    m_console->window = std::make_unique<ui::MainWindow>(*m_console->window);
    m_console->window->show();
    auto &page = tests::showPage<ApiPage>(*m_console);
    page.tabs()->setCurrentWidget(page.tap());
    QTRY_COMPARE(rows(), 1);
    QVERIFY(tab().pauseAction()->isChecked());
    sendGood();
    QTRY_VERIFY(tab().counts().startsWith(u"Paused, held back: 1"));
}

void TapTabTest::staleIsHatched()
{
    begin(tests::Silence::Short);
    sendGood();
    QTRY_COMPARE(rows(), 1);
    QCOMPARE(tab().table()->accessibleDescription(), QString());
    m_console->backend.freeze(true);
    QTRY_VERIFY(tab().table()->accessibleDescription().startsWith(u"Out of date, as of"));
    m_console->backend.freeze(false);
    QTRY_COMPARE_WITH_TIMEOUT(tab().table()->accessibleDescription(), QString(), 10000);
}

QTEST_MAIN(TapTabTest)
#include "tst_taptab.moc"
