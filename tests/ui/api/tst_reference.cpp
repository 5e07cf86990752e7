// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/showpage.h"
#include "ui/api/apipage.h"
#include "ui/api/registrytab.h"
#include "ui/api/requeststab.h"
#include "ui/frame/factstable.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QTabWidget>
#include <QTest>

using namespace ui;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Registry = R"({"event_types":[
    {"type":"alert.created","channel":"alerts","description":"An alert has begun",
     "deprecated":false,"payload_schema":{"type":"object"},"example":{"id":1}},
    {"type":"event","channel":"events","deprecated":true,"replacement":"event.created"}],
    "channels":["alerts"],"total_count":2})";

const QByteArray OpenApi = R"({"paths":{
    "/api/clients":{"get":{"summary":"Who listens","x-scope":"read"}},
    "/api/tokens/{id}":{"delete":{"summary":"Revoke a token","x-scope":"admin"}}}})";

} // namespace

/// What a backend says of itself: the types of its events, the requests that it takes.
class ReferenceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void cleanup() { m_console.reset(); }

    void registry();
    void requests();
    void tokensStandByNameOnly();
    void describedOnceAConnection();

private:
    void begin();

    ApiPage &page() const { return *m_console->window->findChild<ApiPage *>(); }

    std::unique_ptr<tests::ConsoleFixture> m_console;
};

void ReferenceTest::begin()
{
    m_console = std::make_unique<tests::ConsoleFixture>();
    m_console->backend.set(u"/api/system/websocket/events"_s, Registry);
    m_console->backend.set(u"/openapi.json"_s, OpenApi);
    QTRY_VERIFY(m_console->isLive());
    tests::showPage<ApiPage>(*m_console);
}

void ReferenceTest::registry()
{
    begin();
    page().tabs()->setCurrentWidget(page().registry());
    RegistryTab &tab = *page().registry();
    QTRY_COMPARE(tab.table()->model()->rowCount(), 2);
    QVERIFY(!tab.copyAction()->isEnabled());
    tab.table()->selectRow(0);
    QCOMPARE(tab.detail(), u"An alert has begun\n{\n    \"id\": 1\n}"_s);
    tab.copyAction()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"{\n    \"id\": 1\n}"_s);
    tab.table()->selectRow(1);
    QVERIFY(tab.detail().contains(u"Use event.created."));
    QVERIFY(!tab.copyAction()->isEnabled());
    QCOMPARE(tab.copyAction()->toolTip(), u"Cannot copy: the backend gives no example"_s);
}

void ReferenceTest::requests()
{
    begin();
    page().tabs()->setCurrentWidget(page().requests());
    RequestsTab &tab = *page().requests();
    QTRY_COMPARE(tab.table()->model()->rowCount(), 2);
    QVERIFY(!tab.copyAction()->isEnabled());
    tab.filter()->setText(u"revoke"_s);
    QCOMPARE(tab.table()->model()->rowCount(), 1);
    tab.table()->selectRow(0);
    const QString base = m_console->backend.url().toString();
    QCOMPARE(tab.command(), u"curl -X DELETE %1/api/tokens/ID"_s.arg(base));
    tab.copyAction()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), tab.command());
    tab.filter()->setText(u"nothing like it"_s);
    QCOMPARE(tab.table()->sentence(), u"None of 2 requests passes the filter"_s);
    QCOMPARE(tab.command(), QString());
}

void ReferenceTest::tokensStandByNameOnly()
{
    begin();
    m_console->window = std::make_unique<ui::MainWindow>(ui::Connection{
        .url = m_console->backend.url(), .token = u"sbx_aa_5ec7e7"_s, .name = u"nvr"_s});
    m_console->window->show();
    tests::showPage<ApiPage>(*m_console);
    page().tabs()->setCurrentWidget(page().requests());
    RequestsTab &tab = *page().requests();
    QTRY_COMPARE(tab.table()->model()->rowCount(), 2);
    tab.table()->selectRow(0);
    QVERIFY(tab.withToken()->isChecked());
    QVERIFY(tab.command().contains(u"\"Authorization: Bearer $SIGNALBOX_TOKEN\""));
    QVERIFY(!tab.command().contains(u"5ec7e7"));
    tab.withToken()->click();
    QVERIFY(!tab.command().contains(u"Authorization"));
}

void ReferenceTest::describedOnceAConnection()
{
    begin();
    page().tabs()->setCurrentWidget(page().requests());
    QTRY_COMPARE(page().requests()->table()->model()->rowCount(), 2);
    const int reads = m_console->backend.reads(u"/openapi.json"_s);
    m_console->backend.set(u"/openapi.json"_s, R"({"paths":{}})");
    m_console->backend.drop();
    m_console->backend.comeBack(); // perhaps as another version
    QTRY_COMPARE_WITH_TIMEOUT(page().requests()->table()->sentence(),
                              u"This backend describes no requests"_s, 10000);
    QCOMPARE(m_console->backend.reads(u"/openapi.json"_s), reads + 1);
}

QTEST_MAIN(ReferenceTest)
#include "tst_reference.moc"
