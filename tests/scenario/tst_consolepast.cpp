// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/serviceflow.h"
#include "ui/act/actrules.h"
#include "ui/act/commander.h"
#include "ui/alarms/alarmcounters.h"
#include "ui/alarms/alarmspage.h"
#include "ui/events/eventdetail.h"
#include "ui/events/eventfilterbar.h"
#include "ui/events/eventspage.h"
#include "ui/events/imageview.h"
#include "ui/frame/factstable.h"
#include "ui/history/historyfilterbar.h"
#include "ui/history/historypage.h"
#include "ui/mainwindow.h"
#include "ui/overview/needspanel.h"
#include "ui/overview/overviewpage.h"
#include "ui/paging/pagedtable.h"
#include "ui/pipeline/deadletterspanel.h"
#include "ui/pipeline/pipelinepage.h"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QJsonDocument>
#include <QLineEdit>
#include <QListWidget>
#include <QStackedWidget>
#include <QTableWidget>

using namespace Qt::StringLiterals;
using namespace scenario;
using ui::Verb;

namespace {

constexpr int Patience = 30000;

} // namespace

/// The pages of what has happened, in the real window on the real daemon.
class ConsolePastTest final : public ServiceFlow
{
    Q_OBJECT

private Q_SLOTS:
    void eventFromTheListToTheEnd();
    void alarmIsAcknowledged();
    void deadLetterIsReplayed();
    void historyIsExported();

private:
    void open();

    template<typename Page>
    Page &show() const
    {
        auto *page = m_window->findChild<Page *>();
        auto *pages = m_window->findChild<QStackedWidget *>(u"pages"_s);
        m_window->findChild<QListWidget *>()->setCurrentRow(pages->indexOf(page));
        return *page;
    }

    std::unique_ptr<ui::MainWindow> m_window;
};

void ConsolePastTest::open()
{
    m_window = std::make_unique<ui::MainWindow>(
        ui::Connection{.url = m_daemon->url(), .name = u"scenario"_s});
    m_window->show();
}

void ConsolePastTest::eventFromTheListToTheEnd()
{
    begin({});
    open();
    auto &page = show<ui::EventsPage>();
    QTRY_VERIFY_WITH_TIMEOUT(page.table()->sentence().startsWith(u"No events yet"), Patience);
    QVERIFY(uploadOne(1));
    QTRY_COMPARE_WITH_TIMEOUT(page.model().rowCount(), 1, Patience);
    const qint64 id = page.model().eventAt(0);
    QTRY_VERIFY_WITH_TIMEOUT(!page.thumbnails().picture(id).isNull(), Patience);
    page.table()->selectRow(0);
    QTRY_VERIFY_WITH_TIMEOUT(page.detail()->image()->hasImage(), Patience);
    QVERIFY(!page.detail()->image()->boxes().isEmpty());
    QVERIFY(page.detail()->detections()->rowCount() > 0);
    QTRY_VERIFY_WITH_TIMEOUT(page.detail()->reviewAction()->isEnabled(), Patience);

    page.detail()->reviewAction()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(page.model().index(0, ui::EventListModel::Reviewed).data().toString(),
                              u"Reviewed"_s, Patience);
    const QByteArray path = "/api/events/" + QByteArray::number(id);
    QVERIFY(m_daemon->get(path).json()[u"reviewed"_s].toBool());
    page.filterBar()->reviewed()->setCurrentIndex(1); // new ones
    QTRY_COMPARE_WITH_TIMEOUT(page.table()->sentence(), u"No event matches the filter"_s, Patience);
    page.filterBar()->clear();
    QTRY_COMPARE_WITH_TIMEOUT(page.model().rowCount(), 1, Patience);

    QCOMPARE(m_daemon->request("DELETE", path).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(page.model().rowCount(), 0, Patience);
    QTRY_VERIFY2_WITH_TIMEOUT(page.detail()->text().contains(u"Event %1 not found"_s.arg(id)),
                              qPrintable(page.detail()->text()), Patience);
    m_window.reset();
}

void ConsolePastTest::alarmIsAcknowledged()
{
    m_stub->setRisk(70); // a built-in rule tells of it
    begin({});
    open();
    const auto *needs = m_window->findChild<ui::OverviewPage *>()->needs();
    QTRY_COMPARE_WITH_TIMEOUT(needs->table()->sentence(), u"No alarm is active"_s, Patience);
    QVERIFY(uploadOne(2));
    QTRY_VERIFY_WITH_TIMEOUT(needs->table()->model()->rowCount() > 0, Patience);
    needs->table()->selectRow(0);
    needs->openAction()->trigger();
    auto &page = show<ui::AlarmsPage>();
    QTRY_VERIFY_WITH_TIMEOUT(page.action(Verb::Acknowledge)->isEnabled(), Patience);
    const QString id = page.selected();
    const auto *counters = m_window->findChild<ui::AlarmCounters *>();
    QVERIFY(counters->accessibleDescription().contains(u"1 active, 1 not acknowledged"));
    page.action(Verb::Acknowledge)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(page.text().contains(u"Acknowledged by "), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(
        counters->accessibleDescription().contains(u"1 active, 0 not acknowledged"), Patience);
    const QJsonObject alert = m_daemon->get("/api/alerts/" + id.toLatin1()).json();
    QCOMPARE(alert[u"status"_s].toString(), u"acknowledged"_s);
    m_window.reset();
}

void ConsolePastTest::deadLetterIsReplayed()
{
    m_stub->setWork(Yolo, Behaviour::Refuses);
    begin(u"failure_threshold = 50\n"_s);
    open();
    auto &page = show<ui::PipelinePage>();
    const auto *letters = page.findChild<ui::DeadLettersPanel *>();
    QTRY_COMPARE_WITH_TIMEOUT(letters->table()->sentence(), u"No dead letters"_s, Patience);
    QVERIFY(uploadOne(3));
    QTRY_COMPARE_WITH_TIMEOUT(letters->table()->model()->rowCount(), 1, Patience);
    QTRY_COMPARE(letters->heading(), u"DEAD LETTERS  1"_s);
    m_stub->setWork(Yolo, Behaviour::Works);
    letters->table()->selectRow(0);
    QTRY_VERIFY_WITH_TIMEOUT(letters->action(Verb::Replay)->isEnabled(), Patience);
    letters->action(Verb::Replay)->trigger();
    m_window->findChild<ui::Commander *>()->sendNow();
    QTRY_COMPARE_WITH_TIMEOUT(letters->table()->model()->rowCount(), 0, Patience);
    QVERIFY(waitUntil([this] { return images(u"done"_s) == 1; }));
    m_window.reset();
}

void ConsolePastTest::historyIsExported()
{
    begin({});
    QVERIFY(uploadOne(3));
    QVERIFY(waitUntil([this] { return count(u"events"_s) == 1; }));
    open();
    auto &page = show<ui::HistoryPage>();
    QTRY_VERIFY_WITH_TIMEOUT(page.journal().isComplete(), Patience);
    QVERIFY(page.journal().rowCount() > 0);
    page.filterBar()->type()->setCurrentIndex(page.filterBar()->type()->findData(u"event."_s));
    QTRY_COMPARE_WITH_TIMEOUT(page.journal().rowCount(), 1, Patience);
    QTemporaryDir directory;
    const QString name = directory.filePath(u"journal.json"_s);
    page.exportTo(name);
    QTRY_COMPARE_WITH_TIMEOUT(page.exportSentence(), u"1 lines were written to "_s + name,
                              Patience);
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray written = QJsonDocument::fromJson(file.readAll()).array();
    QCOMPARE(written, m_daemon->get("/api/journal?type=event.").json()[u"items"_s].toArray());
    page.setKind(ui::ExportKind::Restarts);
    QTRY_COMPARE_WITH_TIMEOUT(page.table()->sentence(), u"No worker has been restarted yet"_s,
                              Patience);
    m_window.reset();
}

QTEST_MAIN(ConsolePastTest)
#include "tst_consolepast.moc"
