// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/support/securedaemon.h"
#include "ui/api/apipage.h"
#include "ui/api/clientspanel.h"
#include "ui/api/createtokendialog.h"
#include "ui/api/registrytab.h"
#include "ui/api/requeststab.h"
#include "ui/api/revoketokendialog.h"
#include "ui/api/taptab.h"
#include "ui/api/tokenspanel.h"
#include "ui/frame/factstable.h"
#include "ui/mainwindow.h"

#include <QAction>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using scenario::Daemon;

namespace {

constexpr int Patience = 60000;

/// The page on a real daemon that wants a token of everybody.
class ApiConsole final
{
public:
    ApiConsole(const Daemon &daemon, const QByteArray &token)
        : m_window(ui::Connection{
            .url = daemon.url(), .token = QString::fromLatin1(token), .name = u"test"_s})
    {
        m_window.show();
        auto *pages = m_window.findChild<QStackedWidget *>(u"pages"_s);
        m_window.findChild<QListWidget *>()->setCurrentRow(pages->indexOf(&page()));
    }

    ui::ApiPage &page() const { return *m_window.findChild<ui::ApiPage *>(); }

    void look(QWidget *tab) const { page().tabs()->setCurrentWidget(tab); }

    static QString cell(const ui::FactsTable &table, int row, int column)
    {
        return table.model()->index(row, column).data().toString();
    }

    /// The rows whose cell in this column has this text.
    static int count(const ui::FactsTable &table, int column, const QString &text)
    {
        int found = 0;
        for (int row = 0; row < table.model()->rowCount(); ++row) {
            found += cell(table, row, column) == text ? 1 : 0;
        }
        return found;
    }

private:
    ui::MainWindow m_window;
};

} // namespace

/// The page API & events against the real daemon.
class ConsoleApiTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void makesAndRevokesAToken();
    void notForReaders();
    void tapsWhatTheDaemonTells();
    void describesTheDaemon();

private:
    int statusOf(const QByteArray &token) const;

    std::unique_ptr<Daemon> m_daemon;
    QByteArray m_admin;
};

void ConsoleApiTest::initTestCase()
{
    m_daemon = std::make_unique<Daemon>(scenario::DaemonOptions{
        .toml = u"[security]\nrequire_token = true\n[ai]\nembedded = \"false\"\n[[worker]]\n"
                "name = \"sleeper\"\ncommand = [\"/bin/sleep\", \"1000\"]\n"_s});
    QVERIFY2(m_daemon->start(), m_daemon->errorText().constData());
    m_admin = scenario::newToken(*m_daemon, u"admin"_s);
    QVERIFY(!m_admin.isEmpty());
}

int ConsoleApiTest::statusOf(const QByteArray &token) const
{
    return m_daemon->request("GET", "/api/cameras", scenario::bearing(token)).status;
}

void ConsoleApiTest::makesAndRevokesAToken()
{
    const ApiConsole console(*m_daemon, m_admin);
    ui::TokensPanel &tokens = *console.page().tokens();
    QTRY_COMPARE_WITH_TIMEOUT(tokens.table()->model()->rowCount(), 1, Patience);
    QCOMPARE(console.cell(*tokens.table(), 0, ui::TokensModel::Name), u"admin (this console)"_s);
    QTRY_COMPARE_WITH_TIMEOUT(
        console.count(*console.page().clients()->table(), ui::ClientsModel::Token, u"admin"_s), 2,
        Patience);
    QTRY_VERIFY_WITH_TIMEOUT(tokens.createAction()->isEnabled(), Patience);

    tokens.createAction()->trigger();
    auto *create = tokens.findChild<ui::CreateTokenDialog *>();
    create->findChild<QLineEdit *>(u"name"_s)->setText(u"cron"_s);
    create->findChild<QPushButton *>(u"create"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!create->secret().isEmpty(), Patience);
    const QByteArray secret = create->secret().toLatin1();
    create->reject();
    QCOMPARE(statusOf(secret), 200);
    QTRY_COMPARE_WITH_TIMEOUT(tokens.table()->model()->rowCount(), 2, Patience);
    QCOMPARE(console.cell(*tokens.table(), 1, ui::TokensModel::Id), scenario::idOf(secret));
    QCOMPARE(console.cell(*tokens.table(), 1, ui::TokensModel::Scope), u"Read"_s);

    tokens.table()->selectRow(1);
    QTRY_VERIFY_WITH_TIMEOUT(tokens.revokeAction()->isEnabled(), Patience);
    tokens.revokeAction()->trigger();
    tokens.findChild<ui::RevokeTokenDialog *>()->findChild<QPushButton *>(u"revoke"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(tokens.table()->model()->rowCount(), 1, Patience);
    QCOMPARE(statusOf(secret), 401);
    QCOMPARE(tokens.notice(), QString());
}

void ConsoleApiTest::notForReaders()
{
    const QByteArray reader = scenario::newToken(*m_daemon, u"read"_s);
    const ApiConsole console(*m_daemon, reader);
    ui::TokensPanel &tokens = *console.page().tokens();
    QTRY_VERIFY_WITH_TIMEOUT(!tokens.hint().isEmpty(), Patience);
    QCOMPARE(tokens.table()->sentence(), u"This needs a token with more rights"_s);
    QVERIFY(!tokens.createAction()->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(console.page().clients()->table()->model()->rowCount() >= 2, Patience);
}

void ConsoleApiTest::tapsWhatTheDaemonTells()
{
    const ApiConsole console(*m_daemon, m_admin);
    ui::TapTab &tap = *console.page().tap();
    console.look(&tap);
    QTRY_VERIFY_WITH_TIMEOUT(!console.page().tokens()->isVisible()
                                 && console.page().tap()->table()->sentence().startsWith(u"No"),
                             Patience);
    const auto restart = [this] {
        return m_daemon
            ->request("POST", "/api/system/supervisor/workers/sleeper/restart",
                      scenario::bearing(m_admin))
            .status;
    };
    QCOMPARE(restart(), 200);
    const ui::FactsTable &table = *tap.table();
    QTRY_VERIFY_WITH_TIMEOUT(
        console.count(table, ui::TapModel::Type, u"service.status_changed"_s) > 0, Patience);
    // What it tells keeps the schemas that it tells of.
    QCOMPARE(console.count(table, ui::TapModel::Check, u"Valid"_s), table.model()->rowCount());
    tap.filter()->setText(u"service.*"_s);
    QCOMPARE(console.count(table, ui::TapModel::Type, u"service.status_changed"_s),
             table.model()->rowCount());
    tap.pauseAction()->trigger();
    const int shown = table.model()->rowCount();
    QCOMPARE(restart(), 200);
    QTRY_VERIFY_WITH_TIMEOUT(!tap.counts().startsWith(u"Paused, held back: 0"), Patience);
    QCOMPARE(table.model()->rowCount(), shown);
    tap.pauseAction()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(table.model()->rowCount() > shown, Patience);
}

void ConsoleApiTest::describesTheDaemon()
{
    const ApiConsole console(*m_daemon, m_admin);
    ui::RegistryTab &registry = *console.page().registry();
    console.look(&registry);
    QTRY_COMPARE_WITH_TIMEOUT(registry.table()->model()->rowCount(), 24, Patience);
    for (int row = 0; row < 24; ++row) {
        registry.table()->selectRow(row);
        QVERIFY2(registry.copyAction()->isEnabled(), qPrintable(registry.detail()));
    }
    ui::RequestsTab &requests = *console.page().requests();
    console.look(&requests);
    QTRY_VERIFY_WITH_TIMEOUT(requests.table()->model()->rowCount() > 50, Patience);
    requests.filter()->setText(u"post /api/tokens"_s);
    QCOMPARE(requests.table()->model()->rowCount(), 1);
    requests.table()->selectRow(0);
    QCOMPARE(
        requests.command(),
        u"curl -X POST -H \"Authorization: Bearer $SIGNALBOX_TOKEN\" -H 'Content-Type: "
        "application/json' --data '{\"name\":\"NAME\",\"scope\":\"read\"}' %1/api/tokens"_s.arg(
            m_daemon->url().toString()));
}

QTEST_MAIN(ConsoleApiTest)
#include "tst_consoleapi.moc"
