// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/showpage.h"
#include "ui/api/addressbox.h"
#include "ui/api/apipage.h"
#include "ui/api/clientspanel.h"
#include "ui/api/registrytab.h"
#include "ui/api/requeststab.h"
#include "ui/api/taptab.h"
#include "ui/api/tokenspanel.h"
#include "ui/frame/factstable.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Clients = R"({"clients":[
    {"id":"c1","path":"/ws/events","peer":"127.0.0.1","token":{"id":"aa","name":"grafana"},
     "scope":"read","since":"2026-01-02T03:04:05.000Z","subscriptions":["alert.*"],
     "backlog_bytes":2048,"acknowledged_sequence":7},
    {"id":"c2","path":"/ws/system","peer":"::1","token":null,"scope":"spy","subscriptions":null}],
    "total":2})";

const QByteArray Sockets = R"({
    "event_broadcaster":{"admitted":2,"sent":3000,"too_slow":1,"dropped_lines":0},
    "system_broadcaster":{"admitted":1,"sent":5,"too_slow":0,"dropped_lines":0}})";

const QByteArray Registry = R"({"event_types":[
    {"type":"alert.created","channel":"alerts","description":"An alert has begun",
     "deprecated":false,"payload_schema":{"type":"object"},"example":{"id":1}},
    {"type":"event","channel":"events","deprecated":true,"replacement":"event.created"}],
    "channels":["alerts"],"total_count":2})";

const QByteArray OpenApi = R"({"paths":{
    "/api/clients":{"get":{"summary":"Who listens","x-scope":"read"}},
    "/api/tokens/{id}":{"delete":{"summary":"Revoke a token","x-scope":"admin"}}}})";

const QByteArray AsyncApi = R"({"channels":{"events":{"address":"/ws/events"},
    "video":{"address":"/ws/video"}}})";

} // namespace

class ApiPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void cleanup() { m_console.reset(); }

    void addresses();
    void clients();
    void tablesCopyTheirRequest();
    void onlyReadWhileShown();
    void strangeAnswers_data();
    void strangeAnswers();
    void staleIsHatched();
    void nothingOfTheOneBefore();
    void keysLeadToTheFilterThatIsShown();
    void fitsTheSmallScreen();

private:
    void begin(tests::Silence silence = tests::Silence::Patient);
    void fill(tests::FakeBackend &backend) const;

    ApiPage &page() const { return *m_console->window->findChild<ApiPage *>(); }

    static QString cell(const FactsTable &table, int row, int column)
    {
        return table.model()->index(row, column).data().toString();
    }

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void ApiPageTest::fill(tests::FakeBackend &backend) const
{
    backend.set(u"/api/tokens"_s, R"({"tokens":[],"total":0})");
    backend.set(u"/api/clients"_s, Clients);
    backend.set(u"/api/system/health/websocket"_s, Sockets);
    backend.set(u"/api/system/websocket/events"_s, Registry);
    backend.set(u"/openapi.json"_s, OpenApi);
    backend.set(u"/asyncapi.json"_s, AsyncApi);
}

void ApiPageTest::begin(tests::Silence silence)
{
    m_console = std::make_unique<tests::ConsoleFixture>(silence);
    fill(m_console->backend);
    QTRY_VERIFY(m_console->isLive());
    tests::showPage<ApiPage>(*m_console);
    QVERIFY(page().isVisible());
}

void ApiPageTest::addresses()
{
    begin();
    const QString base = m_console->backend.url().toString();
    const QString socket = QString(base).replace(u"http:"_s, u"ws:"_s);
    QTRY_COMPARE(page().addresses()->addresses(),
                 (QStringList{base, socket + u"/ws/events"_s, socket + u"/ws/system"_s,
                              socket + u"/ws/video"_s, base + u"/docs"_s}));
    const auto buttons = page().addresses()->findChildren<QToolButton *>();
    QCOMPARE(buttons.size(), 5);
    buttons.at(1)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), socket + u"/ws/events"_s);
    QCOMPARE(buttons.at(4)->accessibleName(), u"Open %1/docs"_s.arg(base));
}

void ApiPageTest::clients()
{
    begin();
    const FactsTable &table = *page().clients()->table();
    QTRY_COMPARE(table.model()->rowCount(), 2);
    QCOMPARE(cell(table, 0, ClientsModel::Token), u"grafana"_s);
    QCOMPARE(cell(table, 0, ClientsModel::Patterns), u"alert.*"_s);
    QCOMPARE(cell(table, 1, ClientsModel::Scope), u"spy ?"_s);
    QTRY_COMPARE(page().clients()->totals(),
                 u"Since the start: connections 3, messages 3,005, cut off as too slow 1, events "
                 "lost 0"_s);
    QCOMPARE(page().clients()->connectedBy(u"aa"_s), std::optional(1));
    m_console->backend.set(u"/api/clients"_s, R"({"clients":[]})");
    m_console->backend.sendChanged(u"/api/clients"_s);
    QTRY_COMPARE(table.sentence(), u"Nobody is connected"_s);
}

void ApiPageTest::tablesCopyTheirRequest()
{
    begin();
    const QList<std::pair<FactsTable *, QString>> tables{
        {page().tokens()->table(), u"/api/tokens"_s},
        {page().clients()->table(), u"/api/clients"_s},
        {page().registry()->table(), u"/api/system/websocket/events"_s}};
    for (const auto &[table, path] : tables) {
        const QList<QAction *> actions = table->actions();
        const auto found = std::find_if(actions.begin(), actions.end(), [](const QAction *one) {
            return one->text() == u"Copy as c&url";
        });
        QVERIFY(found != actions.end());
        (*found)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 u"curl "_s + m_console->backend.url().toString() + path);
    }
}

void ApiPageTest::onlyReadWhileShown()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    fill(m_console->backend);
    QTRY_VERIFY(m_console->isLive());
    for (const QString &path :
         {u"/api/tokens"_s, u"/api/clients"_s, u"/openapi.json"_s, u"/asyncapi.json"_s}) {
        QCOMPARE(m_console->backend.reads(path), 0);
    }
    tests::showPage<ApiPage>(*m_console);
    QTRY_VERIFY(m_console->backend.reads(u"/api/clients"_s) > 0);
    QCOMPARE(m_console->backend.reads(u"/openapi.json"_s), 0); // its tab is behind
}

void ApiPageTest::strangeAnswers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("empty") << QByteArray("{}") << 200;
    QTest::newRow("lists of something else")
        << QByteArray(R"({"clients":[1,null],"event_types":[null,{}],"paths":[1],"channels":[2]})")
        << 200;
    QTest::newRow("texts") << QByteArray(
        R"({"clients":"x","event_types":"y","paths":"z","channels":"w","event_broadcaster":3})")
                           << 200;
    QTest::newRow("HTML") << QByteArray("<html>") << 200;
    QTest::newRow("500") << QByteArray("<html>") << 500;
    QTest::newRow("401") << QByteArray(R"({"detail":"The token is not valid"})") << 401;
    QTest::newRow("403") << QByteArray(R"({"detail":"This needs the scope read"})") << 403;
    QTest::newRow("older") << QByteArray(R"({"detail":"Not found"})") << 404;
}

void ApiPageTest::strangeAnswers()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    m_console = std::make_unique<tests::ConsoleFixture>();
    for (const QString &path :
         {u"/api/clients"_s, u"/api/system/health/websocket"_s, u"/api/system/websocket/events"_s,
          u"/openapi.json"_s, u"/asyncapi.json"_s}) {
        m_console->backend.set(path, body, status);
    }
    QTRY_VERIFY(m_console->isLive());
    tests::showPage<ApiPage>(*m_console);
    const QList<FactsTable *> tables{page().clients()->table(), page().registry()->table(),
                                     page().requests()->table()};
    const QList<QWidget *> tabs{nullptr, page().registry(), page().requests()};
    for (int i = 0; i < tables.size(); ++i) {
        page().tabs()->setCurrentIndex(i == 0 ? 0 : page().tabs()->indexOf(tabs.at(i)));
        QTRY_VERIFY(tables.at(i)->sentence() != u"Loading…");
        // Never an empty table without a word.
        QVERIFY(tables.at(i)->model()->rowCount() > 0 || !tables.at(i)->sentence().isEmpty());
        QVERIFY(!page().grab().isNull());
    }
    QCOMPARE(page().addresses()->addresses().size(), 4); // the console knows these by itself
    QVERIFY(m_console->isLive());
}

void ApiPageTest::staleIsHatched()
{
    begin(tests::Silence::Short);
    QTRY_COMPARE(page().clients()->table()->model()->rowCount(), 2);
    QTRY_VERIFY(!page().clients()->totals().isEmpty());
    m_console->backend.freeze(true);
    QTRY_VERIFY(
        page().clients()->table()->accessibleDescription().startsWith(u"Out of date, as of"));
    QCOMPARE(page().clients()->totals(), QString());
    QCOMPARE(page().clients()->connectedBy(u"aa"_s), std::nullopt);
    m_console->backend.freeze(false);
    QTRY_VERIFY_WITH_TIMEOUT(!page().clients()->totals().isEmpty(), 10000);
}

void ApiPageTest::nothingOfTheOneBefore()
{
    begin();
    m_console->backend.sendEvent(u"alert.created"_s, u"alerts"_s, {});
    QTRY_COMPARE(page().clients()->table()->model()->rowCount(), 2);
    tests::FakeBackend other;
    tests::fill(other, tests::healthy());
    m_console->window =
        std::make_unique<ui::MainWindow>(ui::Connection{.url = other.url(), .name = u"other"_s});
    m_console->window->show();
    tests::showPage<ApiPage>(*m_console);
    QTRY_COMPARE(page().clients()->table()->sentence(), u"Not found"_s);
    QCOMPARE(page().clients()->table()->model()->rowCount(), 0);
    QCOMPARE(page().tap()->table()->model()->rowCount(), 0);
    QCOMPARE(page().addresses()->addresses().first(), other.url().toString());
    m_console->window.reset(); // before the backend that it speaks with
}

void ApiPageTest::keysLeadToTheFilterThatIsShown()
{
    begin();
    m_console->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_console->window.get()));
    const auto actions = m_console->window->findChildren<QAction *>();
    const auto filter = std::find_if(actions.begin(), actions.end(), [](const QAction *one) {
        return one->shortcuts().contains(QKeySequence(Qt::CTRL | Qt::Key_F));
    });
    QVERIFY(filter != actions.end());
    QVERIFY(!(*filter)->isEnabled()); // the tab Access has none
    page().tabs()->setCurrentWidget(page().requests());
    QVERIFY((*filter)->isEnabled());
    (*filter)->trigger();
    QCOMPARE(QApplication::focusWidget(), page().requests()->filter());
    page().tabs()->setCurrentWidget(page().tap());
    (*filter)->trigger();
    QCOMPARE(QApplication::focusWidget(), page().tap()->filter());
    page().tabs()->setCurrentWidget(page().registry());
    QVERIFY(!(*filter)->isEnabled());
}

void ApiPageTest::fitsTheSmallScreen()
{
    begin();
    m_console->window->resize(1280, 720);
    QCOMPARE(m_console->window->size(), QSize(1280, 720));
    for (int tab = 0; tab < page().tabs()->count(); ++tab) {
        page().tabs()->setCurrentIndex(tab);
        QTest::qWait(50);
        QCOMPARE(m_console->window->size(), QSize(1280, 720));
    }
    page().tabs()->setCurrentIndex(0);
    const FactsTable &table = *page().clients()->table();
    QVERIFY(table.viewport()->height() >= 3 * table.verticalHeader()->defaultSectionSize());
}

QTEST_MAIN(ApiPageTest)
#include "tst_apipage.moc"
